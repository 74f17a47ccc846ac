package bugs

import (
	"testing"
)

// want: passed
func TestPanicInGoroutineFixed(t *testing.T) {
	failed := make(chan any)
	go func() {
		defer func() { failed <- recover() }()
		panic("too hot")
	}()
	if v := <-failed; v != "too hot" {
		t.Error(v)
	}
}

// want: passed
func TestRuntimeErrorInGoroutineFixed(t *testing.T) {
	tray := make([]int, 3)
	both(func() {
		for i := range tray {
			tray[i] = 1
		}
	}, func() {})
}

// want: passed
func TestFatalFixed(t *testing.T) {
	t.Log("flour")
}

// want: passed
func TestErrorInGoroutineFixed(t *testing.T) {
	both(func() { t.Log("sugar") }, func() { t.Log("salt") })
}

// want: passed
func TestErrorAfterTheEndFixed(t *testing.T) {
	done := make(chan bool)
	t.Cleanup(func() { <-done })
	go func() {
		defer close(done)
		t.Log("in time")
	}()
}

// want: passed
func TestSubtestsFixed(t *testing.T) {
	t.Run("good", func(t *testing.T) { t.Parallel() })
	t.Run("better", func(t *testing.T) { t.Parallel() })
	t.Run("group", func(t *testing.T) {
		t.Run("inner", func(t *testing.T) { TestLockedIncrements(t) })
	})
}
