package bugs

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// A test that looks what an assertion does with one makes it up: it is no test that fails.
//
// want: passed
func TestAMadeUpTestFails(t *testing.T) {
	var seen testing.T
	done := make(chan bool)
	go func() { done <- assert.Less(&seen, 2, 1) }()
	if <-done || !seen.Failed() {
		t.Error("nothing was asserted")
	}
}
