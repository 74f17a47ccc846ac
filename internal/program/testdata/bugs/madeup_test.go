package bugs

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// looksAtAnAssertion asks what an assertion does with a test, made up or its own.
func looksAtAnAssertion(t *testing.T, madeUp bool) {
	var seen *testing.T
	if madeUp {
		seen = new(testing.T)
	} else {
		seen = t
	}
	done := make(chan bool)
	go func() { done <- assert.Less(seen, 2, 1) }()
	if <-done || !seen.Failed() {
		t.Error("nothing was asserted")
	}
}

// want: assertion "less than"
func TestAnAssertionFails(t *testing.T) { looksAtAnAssertion(t, false) }

// want: passed
func TestAnAssertionFailsFixed(t *testing.T) { looksAtAnAssertion(t, true) }
