// Rejected: both accesses are atomic, and between them another visitor may have come in.
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
	lucky    int64        // number of the visitor who gets a cake
	visitors atomic.Int64 // how many have come in
}

// New returns a door through which nobody has come yet. The visitor who comes
// in as number lucky, and nobody else, is given a cake.
func New(lucky int) *Door {
	return &Door{lucky: int64(lucky)}
}

// ServeHTTP answers one request. A visitor on a slow line may take a while to
// read the page, and keeps nobody else waiting.
func (d *Door) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path == "/office" {
		fmt.Fprintf(w, "%d visitors\n", d.visitors.Load())
		return
	}
	d.visitors.Add(1)
	number := d.visitors.Load()
	fmt.Fprint(w, welcome)
	if number == d.lucky {
		fmt.Fprintf(w, prize, number)
	}
}
