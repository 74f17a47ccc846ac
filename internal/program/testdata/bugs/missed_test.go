package bugs

import (
	"context"
	"sync"
	"testing"
)

// A desk does one errand after the other.
type desk struct{ errands chan func() }

func openDesk() *desk {
	d := &desk{make(chan func())}
	go d.serve()
	return d
}

func (d *desk) serve() {
	for do := range d.errands {
		do()
	}
}

func (d *desk) ask(do func()) {
	done := make(chan bool)
	d.errands <- func() { do(); close(done) } // stuck
	<-done                                    // stuck
}

func (d *desk) stamps() (n int) {
	d.ask(func() { n = 2 })
	return n
}

// kind: channel
// want: deadlock "itself is the only one that takes from it, at missed_test.go:19; it came there by the calls at missed_test.go:31, missed_test.go:41, missed_test.go:26, missed_test.go:20"
func TestADeskAsksItself(t *testing.T) {
	d := openDesk()
	defer close(d.errands)
	sum := 0
	d.ask(func() { sum = 1 + d.stamps() })
	if sum != 3 {
		t.Error(sum)
	}
}

// want: passed
func TestADeskAsksItselfFixed(t *testing.T) {
	d := openDesk()
	defer close(d.errands)
	sum := 1 + d.stamps()
	if sum != 3 {
		t.Error(sum)
	}
}

// fetch sends somebody out, who comes home when the bell has rung; the bell rings when
// ctx ends, and sure also if that was called off.
func fetch(ctx context.Context, sure bool) {
	bell := make(chan bool, 2)
	ring := func() { bell <- true }
	forget := context.AfterFunc(ctx, ring)
	go func() { <-bell }() // stuck
	<-ctx.Done()
	if forget() && sure {
		ring()
	}
}

// kind: leak
// want: leak "the call of test at missed_test.go:65 returned true"
func TestForgottenOutside(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	go cancel()
	fetch(ctx, false)
}

// want: passed
func TestForgottenOutsideFixed(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	go cancel()
	fetch(ctx, true)
}

// A hall has lamps that are put out when it closes.
type hall struct {
	mu     sync.Mutex
	closed bool
	lamps  map[string]chan bool
}

func (h *hall) light(name string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.closed {
		return
	}
	out := make(chan bool)
	h.lamps[name] = out
	go func() { <-out }() // stuck
}

func (h *hall) close(forGood bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.closed = forGood
	for _, out := range h.lamps {
		close(out)
	}
	clear(h.lamps)
}

// kind: leak
// want: leak "last looked at h.lamps at missed_test.go:107"
func TestALampAfterTheEnd(t *testing.T) {
	h := &hall{lamps: map[string]chan bool{}}
	both(func() { h.light("door") }, func() { h.close(false) })
}

// want: passed
func TestALampAfterTheEndFixed(t *testing.T) {
	h := &hall{lamps: map[string]chan bool{}}
	both(func() { h.light("door") }, func() { h.close(true) })
}

// A purse counts what is in it, under a lock of its own or of each caller.
type purse struct {
	mu    sync.Mutex
	coins int
}

func (p *purse) put(mu *sync.Mutex) {
	mu.Lock()
	n := p.coins
	mu.Unlock()
	mu.Lock()
	p.coins = n + 1
	mu.Unlock()
}

// kind: atomicity
// want: assertion "does not hold mu all the time: it takes it at missed_test.go:133, and again at missed_test.go:136"
func TestAPurseIsLetGo(t *testing.T) {
	p := &purse{}
	both(func() { p.put(&p.mu) }, func() { p.put(&p.mu) })
	if p.coins != 2 {
		t.Error(p.coins)
	}
}

// want: passed
func TestAPurseIsLetGoFixed(t *testing.T) {
	p := &purse{}
	var whole sync.Mutex
	put := func() {
		whole.Lock()
		defer whole.Unlock()
		p.put(&p.mu)
	}
	both(put, put)
	if p.coins != 2 {
		t.Error(p.coins)
	}
}

// kind: misuse
// want: assertion "fails the test by FailNow at missed_test.go:172, which ends go:170 and not the test; test waits at missed_test.go:176 for a value from done"
func TestFatalOffTheTest(t *testing.T) {
	bread, done := 1, make(chan bool)
	go func() {
		if bread != 2 {
			t.Fatal("there is", bread)
		}
		done <- true
	}()
	<-done
}

// want: passed
func TestFatalOffTheTestFixed(t *testing.T) {
	bread, done := 2, make(chan bool)
	go func() {
		if bread != 2 {
			t.Error("there is", bread)
		}
		done <- true
	}()
	<-done
}
