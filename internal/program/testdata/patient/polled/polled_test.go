package polled

import (
	"sync"
	"testing"
	"time"
)

// larder throws a cake away that nobody has looked at for so long.
type larder struct {
	mu    sync.Mutex
	cake  bool
	until time.Time
	stop  chan struct{}
	done  sync.WaitGroup
}

const fresh = 100 * time.Millisecond

func fill() *larder {
	l := &larder{cake: true, until: time.Now().Add(fresh), stop: make(chan struct{})}
	l.done.Go(l.keep)
	return l
}

// keep looks when the cake is due to be thrown away.
func (l *larder) keep() {
	timer := time.NewTimer(time.Hour)
	defer timer.Stop()
	for {
		l.mu.Lock()
		l.cake = l.cake && time.Now().Before(l.until)
		rest := fresh
		if l.cake {
			rest = time.Until(l.until)
		}
		l.mu.Unlock()
		timer.Reset(rest)
		select {
		case <-timer.C:
		case <-l.stop:
			return
		}
	}
}

// look reports whether there is cake, and has it kept for longer.
func (l *larder) look() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.cake || !time.Now().Before(l.until) {
		return false
	}
	l.until = time.Now().Add(fresh)
	return true
}

func (l *larder) close() {
	close(l.stop)
	l.done.Wait()
}

// want: partly
func TestLooksAllTheTime(t *testing.T) {
	l := fill()
	for start := time.Now(); time.Since(start) < time.Second; {
		if !l.look() {
			t.Error("it has been thrown away")
		}
	}
	l.close()
}

// want: assertion "it has been thrown away"
func TestLooksNow(t *testing.T) {
	l := fill()
	for start := time.Now(); time.Since(start) < time.Second; {
		if !l.look() {
			t.Fatal("not so early")
		}
	}
	for start := time.Now(); time.Since(start) < time.Second; {
	}
	if !l.look() {
		t.Error("it has been thrown away") // fault
	}
	l.close()
}

// want: passed
func TestLooksWithoutKeeper(t *testing.T) {
	l := &larder{cake: true, until: time.Now().Add(fresh)}
	for start := time.Now(); time.Since(start) < 3*time.Second; {
		if !l.look() {
			t.Error("it has been thrown away")
		}
	}
}

// want: assertion "it has been thrown away"
func TestLooksNowWithoutKeeper(t *testing.T) {
	l := &larder{cake: true, until: time.Now().Add(fresh)}
	for start := time.Now(); time.Since(start) < 3*time.Second; {
		if !l.look() {
			t.Fatal("not so early")
		}
	}
	for start := time.Now(); time.Since(start) < time.Second; {
	}
	if !l.look() {
		t.Error("it has been thrown away") // fault
	}
}
