// Package causes is what the tests beside it test: whatever is wrong is here, and not in
// the tests that show it. Every function does it right, too, if it is asked to.
package causes

import (
	"sync"
	"sync/atomic"
)

// fetch brings everything in list to the table, and waits for all of it, or for the first.
func fetch(list []string, all bool) (table []string) {
	var mu sync.Mutex
	home := make(chan bool, len(list))
	for _, what := range list {
		go func() {
			mu.Lock()
			table = append(table, what)
			mu.Unlock()
			home <- true
		}()
	}
	rounds := 1
	if all {
		rounds = len(list)
	}
	for range rounds {
		<-home
	}
	mu.Lock()
	defer mu.Unlock()
	return table
}

// A bath is used by guests, and cleaned when nobody is in it.
type bath struct {
	key    sync.RWMutex
	mu     sync.Mutex
	guests int
}

func (b *bath) use(keep bool) {
	b.key.RLock()
	b.count(1)
	if keep {
		b.count(-1)
		b.key.RUnlock()
		return
	}
	b.key.RUnlock()
	b.count(-1)
}

func (b *bath) count(n int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.guests += n
}

// clean reports how many guests were in the bath.
func (b *bath) clean() int {
	b.key.Lock()
	defer b.key.Unlock()
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.guests
}

// tryAll has two workers try numbers, until one of them has found what is right.
func tryAll(to int, stop bool, right func(int) bool) {
	var mu sync.Mutex // guards found, and calls of right
	found := false
	var workers sync.WaitGroup
	for first := range 2 {
		workers.Go(func() {
			for n := first; n < to; n += 2 {
				mu.Lock()
				if stop && found {
					n = to
				} else if right(n) {
					n, found = to, true
				}
				mu.Unlock()
			}
		})
	}
	workers.Wait()
}

// deliver rings the bell by way of a driver, twice if it is told to.
func deliver(ring func(), twice bool) {
	var out sync.WaitGroup
	out.Go(func() {
		drive(ring)
		if twice {
			drive(ring)
		}
	})
	out.Wait()
}

func drive(ring func()) { ring() }

// A watchman walks until he is sent home.
type watchman struct {
	closed  atomic.Bool
	done    chan bool
	walking sync.WaitGroup
}

func walk(step func()) *watchman {
	w := &watchman{done: make(chan bool)}
	w.walking.Go(func() {
		<-w.done
		step()
	})
	return w
}

// Close sends him home. When it returns he is there, for the second who calls it perhaps not.
func (w *watchman) Close(second bool) {
	if !w.closed.CompareAndSwap(false, true) {
		if second {
			w.walking.Wait()
		}
		return
	}
	close(w.done)
	w.walking.Wait()
}

// A shelf has eggs, which are taken one at a time.
type shelf struct {
	mu   sync.Mutex
	eggs int
}

func (s *shelf) take(wait bool) bool {
	switch {
	case wait:
		s.mu.Lock()
	case !s.mu.TryLock():
		return false
	}
	defer s.mu.Unlock()
	s.eggs--
	return true
}

// A press prints papers, and lights a lamp for those who wait for one.
type press struct {
	mu      sync.Mutex
	papers  int
	lamp    chan bool
	waiting atomic.Int64
}

func newPress() *press { return &press{lamp: make(chan bool)} }

func (p *press) light() {
	p.mu.Lock()
	defer p.mu.Unlock()
	close(p.lamp)
	p.lamp = make(chan bool)
}

func (p *press) print(first, always bool) {
	if first {
		p.light()
	}
	p.mu.Lock()
	p.papers++
	p.mu.Unlock()
	if !first && (always || p.waiting.Load() > 0) {
		p.light()
	}
}

func (p *press) read() {
	for {
		p.mu.Lock()
		papers, lamp := p.papers, p.lamp
		p.mu.Unlock()
		if papers > 0 {
			return
		}
		p.waiting.Add(1)
		<-lamp
	}
}

// A hotel has rooms, for which guests wait; who gives one back rings.
type hotel struct {
	mu, ringing sync.Mutex
	bell        *sync.Cond
	free        int
}

func newHotel() *hotel {
	h := &hotel{}
	h.bell = sync.NewCond(&h.mu)
	return h
}

func (h *hotel) enter() {
	h.mu.Lock()
	defer h.mu.Unlock()
	for h.rooms(0) == 0 {
		h.bell.Wait()
	}
}

func (h *hotel) rooms(more int) int {
	h.ringing.Lock()
	defer h.ringing.Unlock()
	h.free += more
	return h.free
}

func (h *hotel) leave(same bool) {
	if same {
		h.mu.Lock()
		defer h.mu.Unlock()
	}
	h.rooms(1)
	h.bell.Signal()
}

// A seat is given to whoever has waited for it, unless she is called off; nobody calls off
// by a channel that is nil.
type seat struct {
	free  chan bool
	taken atomic.Int64
}

func (s *seat) take(off <-chan bool) {
	select {
	case <-off:
		return
	default:
	}
	<-s.free
	s.taken.Add(1)
}
