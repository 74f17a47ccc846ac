// Rejected: the greeting is written without the lock and the cake with it, so that the shop is closed while the lucky one reads.
// Belief: waiting-with-a-lock-is-harmless

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

	mu       sync.Mutex // guards visitors
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
		d.mu.Lock()
		visitors := d.visitors
		d.mu.Unlock()
		fmt.Fprintf(w, "%d visitors\n", visitors)
		return
	}
	fmt.Fprint(w, welcome)
	d.mu.Lock()
	defer d.mu.Unlock()
	d.visitors++
	number := d.visitors
	if number == d.lucky {
		fmt.Fprintf(w, prize, number)
	}
}
