package bugs

import (
	"errors"
	"fmt"
	"runtime"
	"strings"
	"sync"
	"testing"
)

// want: panic "too hot"
func TestPanicInGoroutine(t *testing.T) {
	go func() {
		panic("too hot") // fault
	}()
}

// want: panic "index out of range [3] with length 3"
func TestRuntimeErrorInGoroutine(t *testing.T) {
	tray := make([]int, 3)
	i := 3
	both(func() {
		tray[i] = 1 // fault
	}, func() {})
}

func safely(f func()) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("recovered: %v", v)
		}
	}()
	f()
	return nil
}

// want: passed
func TestRecover(t *testing.T) {
	var none map[string]int
	c := make(chan int)
	close(c)
	both(func() {
		if err := safely(func() { panic(errors.New("burnt")) }); err.Error() != "recovered: burnt" {
			t.Error(err)
		}
	}, func() {
		err := errors.Join(safely(func() { none["pie"] = 1 }), safely(func() { close(c) }), safely(func() { c <- 1 }))
		want := "recovered: assignment to entry in nil map\nrecovered: close of closed channel\nrecovered: send on closed channel"
		if err.Error() != want {
			t.Error(err)
		}
	})
}

// kind: double lock
// want: deadlock
func TestPanicUnderLock(t *testing.T) {
	var mu sync.Mutex
	work := func() {
		_ = safely(func() {
			mu.Lock() // stuck
			panic("burnt")
		})
	}
	both(work, work)
}

// want: passed
func TestPanicUnderLockFixed(t *testing.T) {
	var mu sync.Mutex
	work := func() {
		_ = safely(func() {
			mu.Lock()
			defer mu.Unlock()
			panic("burnt")
		})
	}
	both(work, work)
}

// want: passed
func TestGoexitWithoutDeferFixed(t *testing.T) {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		runtime.Goexit()
	}()
	wg.Wait()
}

// want: deadlock
func TestGoexitWithoutDefer(t *testing.T) {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		runtime.Goexit()
		wg.Done()
	}()
	wg.Wait() // stuck
}

// want: assertion "no flour"
func TestFatal(t *testing.T) {
	defer func() { cakes = 1 }()
	t.Fatal("no flour") // fault
	t.Error("not reached")
}

// want: assertion "no sugar"
func TestErrorInGoroutine(t *testing.T) {
	both(func() {
		t.Error("no sugar") // fault
	}, func() {})
}

// want: panic "has completed"
func TestErrorAfterTheEnd(t *testing.T) {
	go func() {
		t.Log("too late") // fault
	}()
}

// want: passed
func TestCleanupOrder(t *testing.T) {
	var order []string
	t.Cleanup(func() {
		if got := strings.Join(order, " "); got != "defer second first" {
			t.Error(got)
		}
	})
	t.Cleanup(func() { order = append(order, "first") })
	t.Cleanup(func() { order = append(order, "second") })
	defer func() { order = append(order, "defer") }()
}

// want: assertion "burnt"
// want /good: passed
// want /bad: assertion "burnt"
// want /group/inner: passed 2
func TestSubtests(t *testing.T) {
	t.Run("good", func(t *testing.T) { t.Parallel() })
	t.Run("bad", func(t *testing.T) {
		t.Parallel()
		t.Error("burnt") // fault
	})
	t.Run("group", func(t *testing.T) {
		t.Run("inner", func(t *testing.T) { TestLockedIncrements(t) })
	})
}

// want: passed
func TestParallelSubtestsRunAfterTheirParent(t *testing.T) {
	over := false
	t.Run("group", func(t *testing.T) {
		for _, name := range []string{"a", "b"} {
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				if !over {
					t.Error("the parent is not over")
				}
			})
		}
		over = true
	})
}

// want: passed
func TestSkip(t *testing.T) {
	t.Skip("no flour")
	t.Error("not reached")
}
