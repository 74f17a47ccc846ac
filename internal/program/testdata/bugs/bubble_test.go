package bugs

import (
	"context"
	"testing"
	"testing/synctest"
	"time"
)

// kind: timer
// want: assertion "the order is still open"
func TestADeadlineInABubble(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		order, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		minute := func() { time.Sleep(time.Minute) }
		minute()
		if order.Err() == nil {
			t.Error("the order is still open")
		}
	})
}

// want: passed
func TestADeadlineInABubbleFixed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		order, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		minute := func() { time.Sleep(time.Minute); synctest.Wait() } // Wait comes after all timers of that moment
		minute()
		if order.Err() == nil {
			t.Error("the order is still open")
		}
	})
}
