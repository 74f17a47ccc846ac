package bugs

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// want: passed
func TestAMadeUpTestFails(t *testing.T) {
	// Whoever looks what an assertion does with a test makes one up, and it is none that fails.
	var seen testing.T
	done := make(chan bool)
	go func() { done <- assert.Less(&seen, 2, 1) }()
	if <-done || !seen.Failed() {
		t.Error("nothing was asserted")
	}
}
