package bugs

import (
	"context"
	"testing"
	"testing/synctest"
	"time"
)

// An order is open until its deadline.
func deadlineInABubble(t *testing.T, settle func()) {
	synctest.Test(t, func(t *testing.T) {
		order, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		time.Sleep(time.Minute)
		settle()
		if order.Err() == nil {
			t.Error("the order is still open")
		}
	})
}

// kind: timer
// want: assertion "the order is still open"
func TestADeadlineInABubble(t *testing.T) { deadlineInABubble(t, func() {}) }

// want: passed
func TestADeadlineInABubbleFixed(t *testing.T) {
	deadlineInABubble(t, synctest.Wait) // which comes after all timers of that moment
}
