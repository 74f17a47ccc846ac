package bugs

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// What the causes of these faults name is where a reader has to look.

// A rack has a name, and says of its parent's where it stands.
type rack struct {
	mu   sync.RWMutex
	name string
}

func (s *rack) label() string {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.name
}

func (s *rack) path(twice bool) string {
	if !twice {
		return "/" + s.label()
	}
	s.mu.RLock() // here
	defer s.mu.RUnlock()
	return "/" + s.label()
}

func relabel(twice bool) {
	var s rack
	var both sync.WaitGroup
	both.Go(func() { s.path(twice) })
	both.Go(func() {
		s.mu.Lock()
		s.name = "bread"
		s.mu.Unlock()
	})
	both.Wait()
}

// kind: RWR
// want: deadlock "which it holds already, taken at"
func TestLabelInPath(t *testing.T) { relabel(true) }

// want: passed
func TestLabelInPathFixed(t *testing.T) { relabel(false) }

// looksAt looks whether it is to stop, and then waits for the next order.
func looksAt(both bool) {
	orders, stop := make(chan bool), make(chan bool)
	var work sync.WaitGroup
	work.Go(func() {
		for {
			if both {
				select {
				case <-orders:
				case <-stop:
					return
				}
				continue
			}
			select { // here
			case <-stop:
				return
			default:
			}
			<-orders // for both
		}
	})
	orders <- true
	close(stop)
	work.Wait() // for both
}

// kind: channel
// want: deadlock "closes stop only later"
func TestLooksThenWaits(t *testing.T) { looksAt(false) }

// want: passed
func TestLooksThenWaitsFixed(t *testing.T) { looksAt(true) }

// paper tells whoever has subscribed the news.
type paper struct {
	mu      sync.Mutex
	readers []chan bool
}

func (f *paper) publish() {
	f.mu.Lock()
	readers := f.readers // here
	f.mu.Unlock()
	for _, r := range readers {
		r <- true
	}
}

func tellNews(t *testing.T, first bool) {
	synctest.Test(t, func(t *testing.T) {
		var f paper
		if !first {
			go f.publish()
		}
		box := make(chan bool, 1)
		f.mu.Lock()
		f.readers = append(f.readers, box)
		f.mu.Unlock()
		if first {
			go f.publish()
		}
		select {
		case <-box:
		case <-time.After(time.Second):
			t.Error("no news")
		}
	})
}

// kind: order violation
// want: assertion "last looked at f.readers"
func TestNewsBeforeSheSubscribes(t *testing.T) { tellNews(t, false) }

// want: passed
func TestNewsBeforeSheSubscribesFixed(t *testing.T) { tellNews(t, true) }

// closeOnce closes a door that two may close.
func closeOnce(close func(door chan bool, closed *atomic.Bool)) {
	door := make(chan bool)
	var closed atomic.Bool
	var both sync.WaitGroup
	both.Go(func() { close(door, &closed) })
	both.Go(func() { close(door, &closed) })
	both.Wait()
}

// kind: double close
// want: panic "close of closed channel"
func TestLooksAndCloses(t *testing.T) {
	closeOnce(func(door chan bool, closed *atomic.Bool) {
		if !closed.Load() { // here
			closed.Store(true)
			close(door)
		}
	})
}

// want: passed
func TestLooksAndClosesFixed(t *testing.T) {
	closeOnce(func(door chan bool, closed *atomic.Bool) {
		if closed.CompareAndSwap(false, true) {
			close(door)
		}
	})
}

// askWithin waits for an answer as long as ctx lasts.
func askWithin(ctx context.Context, room int) error {
	answer := make(chan int, room)
	go func() {
		time.Sleep(time.Second)
		answer <- 1 // stuck
	}()
	select {
	case <-answer:
		return nil
	case <-ctx.Done(): // here
		return ctx.Err()
	}
}

// kind: leak
// want: leak "took another case of its select"
func TestNobodyTakesTheAnswer(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), time.Millisecond)
	defer cancel()
	_ = askWithin(ctx, 0)
}

// want: passed
func TestNobodyTakesTheAnswerFixed(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), time.Millisecond)
	defer cancel()
	_ = askWithin(ctx, 1)
}

// homeTwice counts out who comes home, some of them twice.
func homeTwice(err error, twice bool) {
	var out sync.WaitGroup
	out.Add(1)
	func() {
		defer out.Done()
		if err != nil && twice {
			out.Done() // here
		}
	}()
	out.Wait()
}

// kind: WaitGroup misuse
// want: panic "had counted out down"
func TestHomeTwice(t *testing.T) { homeTwice(errors.New("a flat tyre"), true) }

// want: passed
func TestHomeTwiceFixed(t *testing.T) { homeTwice(errors.New("a flat tyre"), false) }

// callLines brings two calls together, and closes the line when all have called.
func callLines(inside bool) {
	var callers sync.WaitGroup
	line := make(chan bool, 2)
	if !inside {
		callers.Add(1)
	}
	go func() {
		if inside {
			callers.Add(1) // race
		}
		defer callers.Done()
		line <- true
	}()
	callers.Wait() // race
	close(line)
	for range line {
	}
}

// kind: WaitGroup misuse
// want: panic "a group that has no member yet"
func TestNobodyHasCalledYet(t *testing.T) { callLines(true) }

// want: passed
func TestNobodyHasCalledYetFixed(t *testing.T) { callLines(false) }

// An oven is hot when its degrees are noted.
type hotOven struct {
	lit     atomic.Bool
	degrees atomic.Int64
}

func heatUp(t *testing.T, first bool) {
	var o hotOven
	go func() {
		if first {
			o.lit.Store(true)
		}
		o.degrees.Store(200)
		o.lit.Store(true)
	}()
	if !o.lit.Load() { // here
		return
	}
	if o.degrees.Load() == 0 {
		t.Error("cold")
	}
}

// kind: order violation
// want: assertion "before that, test read o.lit"
func TestLitBeforeItIsHot(t *testing.T) { heatUp(t, true) }

// want: passed
func TestLitBeforeItIsHotFixed(t *testing.T) { heatUp(t, false) }

// packTwo adds what is packed to the number on the board.
func packTwo(t *testing.T, again bool) {
	var board, packed atomic.Int64
	pack := func() int64 { packed.Add(1); return 4 }
	var both sync.WaitGroup
	for range 2 {
		both.Go(func() {
			if !again {
				board.Add(pack())
				return
			}
			for {
				shown := board.Load()
				cakes := pack() // here
				if board.CompareAndSwap(shown, shown+cakes) {
					return
				}
			}
		})
	}
	both.Wait()
	if packed.Load() != 2 {
		t.Errorf("%d parcels", packed.Load())
	}
}

// kind: atomicity
// want: assertion "its swap fails, and so"
func TestPacksAgain(t *testing.T) { packTwo(t, true) }

// want: passed
func TestPacksAgainFixed(t *testing.T) { packTwo(t, false) }

// sellOne lets two buy what is there for one. What each of them got lies side by side.
func sellOne(t *testing.T, back bool) {
	var left atomic.Int32
	left.Store(1)
	var served [2]bool
	var both sync.WaitGroup
	for i := range served {
		both.Go(func() {
			n := left.Add(-1)
			served[i] = n >= 0 || !back
		})
	}
	both.Wait()
	if served[0] && served[1] {
		t.Error("both were served")
	}
}

// kind: atomicity
// want: assertion "test checks served"
func TestServedSideBySide(t *testing.T) { sellOne(t, false) }

// want: passed
func TestServedSideBySideFixed(t *testing.T) { sellOne(t, true) }
