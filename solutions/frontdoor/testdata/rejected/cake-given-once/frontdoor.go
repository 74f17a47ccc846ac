// Rejected: the cake is given once at most, but two who come in together both read the later number, and nobody is the lucky one.
// Belief: safe-steps-are-safe-together

// Package frontdoor is the web page of a cake shop. It greets everybody who
// comes in, and one of them is given a cake.
package frontdoor

import (
	"fmt"
	"net/http"
	"sync/atomic"
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

	given    atomic.Bool
	visitors atomic.Int64
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
		visitors := d.visitors.Load()
		fmt.Fprintf(w, "%d visitors\n", visitors)
		return
	}
	d.visitors.Add(1)
	number := int(d.visitors.Load())
	fmt.Fprint(w, welcome)
	if number == d.lucky && d.given.CompareAndSwap(false, true) {
		fmt.Fprintf(w, prize, number)
	}
}
