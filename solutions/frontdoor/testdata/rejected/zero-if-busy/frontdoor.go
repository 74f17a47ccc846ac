// Rejected: the office does not wait while a visitor is counted, and is told that nobody has come.
// Belief: giving-up-is-harmless

// Package frontdoor is the web page of a cake shop. It greets everybody who
// comes in, and one of them is given a cake.
package frontdoor

import (
	"fmt"
	"net/http"
	"sync"
)

// What a visitor reads.
const (
	welcome = "Welcome to the cake shop!\n"
	prize   = "You are visitor number %d: here is a cake for you.\n"
)

// Door is an http.Handler with two pages: /office tells how many visitors have
// come, and every other address greets a visitor.
type Door struct {
	lucky int // number of the visitor who gets a cake

	mu       sync.Mutex // guards visitors, and is never held while somebody reads a page
	visitors int        // how many have come in
}

// New returns a door through which nobody has come yet. The visitor who comes
// in as number lucky, and nobody else, is given a cake.
func New(lucky int) *Door {
	return &Door{lucky: lucky}
}

// ServeHTTP answers one request. A visitor on a slow line may take a while to
// read the page, and keeps nobody else waiting.
func (d *Door) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path == "/office" {
		visitors := 0
		if d.mu.TryLock() {
			visitors = d.visitors
			d.mu.Unlock()
		}
		fmt.Fprintf(w, "%d visitors\n", visitors)
		return
	}
	d.mu.Lock()
	d.visitors++
	number := d.visitors // this visitor's, whoever comes meanwhile
	d.mu.Unlock()
	fmt.Fprint(w, welcome)
	if number == d.lucky {
		fmt.Fprintf(w, prize, number)
	}
}
