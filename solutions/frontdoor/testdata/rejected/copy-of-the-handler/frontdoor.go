// Rejected: every request has a door to itself, and all visitors are the first.
// Belief: a-copy-is-the-same-thing

// Package frontdoor is the web page of a cake shop. It greets everybody who
// comes in, and one of them is given a cake.
package frontdoor

import (
	"fmt"
	"net/http"
)

// What a visitor reads.
const (
	welcome = "Welcome to the cake shop!\n"
	prize   = "You are visitor number %d: here is a cake for you.\n"
)

// Door is an http.Handler with two pages: /office tells how many visitors have
// come, and every other address greets a visitor.
type Door struct {
	lucky    int // number of the visitor who gets a cake
	visitors int // how many have come in
}

// New returns a door through which nobody has come yet. The visitor who comes
// in as number lucky, and nobody else, is given a cake.
func New(lucky int) *Door {
	return &Door{lucky: lucky}
}

// ServeHTTP answers one request. A visitor on a slow line may take a while to
// read the page, and keeps nobody else waiting.
func (d Door) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path == "/office" {
		fmt.Fprintf(w, "%d visitors\n", d.visitors)
		return
	}
	d.visitors++
	fmt.Fprint(w, welcome)
	if d.visitors == d.lucky {
		fmt.Fprintf(w, prize, d.visitors)
	}
}
