package workers

import (
	"context"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// want: passed
func TestCounts(t *testing.T) {
	var n atomic.Int64
	stop, done := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		for {
			select {
			case <-stop:
				return
			default:
				n.Add(1)
			}
		}
	}()
	time.Sleep(10 * time.Millisecond)
	close(stop)
	<-done
	if n.Load() == 0 {
		t.Error("it has not worked")
	}
}

// want: data race
func TestCountsOn(t *testing.T) {
	n := 0
	stop := make(chan struct{})
	go func() {
		for {
			select {
			case <-stop:
				return
			default:
				n++ // race
			}
		}
	}()
	time.Sleep(10 * time.Millisecond)
	close(stop)
	t.Log(n) // race
}

// shelf is what a baker fills, and sells once it is full.
type shelf struct {
	mu    sync.Mutex
	cakes []int
	sold  int
}

func (s *shelf) put(cake int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.cakes = append(s.cakes, cake)
	if len(s.cakes) == 8 {
		s.sell()
	}
}

func (s *shelf) sell() {
	s.sold += len(s.cakes)
	s.cakes = nil
}

// want: passed
func TestBakes(t *testing.T) {
	var s shelf
	var stop atomic.Bool
	var baker sync.WaitGroup
	baked := 0
	baker.Go(func() {
		for !stop.Load() {
			s.put(baked)
			baked++
		}
	})
	time.Sleep(20 * time.Millisecond)
	stop.Store(true)
	baker.Wait()
	s.sell()
	if s.sold != baked {
		t.Errorf("%d cakes were baked, and %d sold", baked, s.sold)
	}
}

// want: assertion
func TestBakesWhatIsNotSold(t *testing.T) {
	var s shelf
	var stop atomic.Bool
	var baker sync.WaitGroup
	baked := 0
	baker.Go(func() {
		for !stop.Load() {
			s.put(baked)
			baked++
		}
	})
	time.Sleep(20 * time.Millisecond)
	stop.Store(true)
	s.mu.Lock()
	s.sell() // and what is baked after that?
	s.mu.Unlock()
	baker.Wait()
	if s.sold != baked {
		t.Errorf("%d cakes were baked, and %d sold", baked, s.sold) // fault
	}
}

// tick does something again and again, and tells how often when it ends.
func tick(ctx context.Context, told chan<- int) {
	ticker := time.NewTicker(time.Millisecond)
	defer ticker.Stop()
	for n := 0; ; n++ {
		select {
		case <-ticker.C:
		case <-ctx.Done():
			told <- n
			return
		}
	}
}

// want: passed
func TestTicks(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	told := make(chan int, 1)
	go tick(ctx, told)
	time.Sleep(5 * time.Millisecond)
	cancel()
	if <-told > 5 {
		t.Error("it has ticked too often")
	}
}

// want: leak
func TestTicksForNobody(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	told := make(chan int)
	go tick(ctx, told) // it tells nobody
	time.Sleep(5 * time.Millisecond)
	cancel()
}

// beat sets the watchdog again, as long as the clock says that it is to work.
func beat(watchdog *time.Timer, d time.Duration) {
	for start := time.Now(); time.Since(start) < d; {
		watchdog.Reset(100 * time.Millisecond)
	}
}

// want: passed
func TestBeats(t *testing.T) {
	var late atomic.Bool
	watchdog := time.AfterFunc(100*time.Millisecond, func() { late.Store(true) })
	beat(watchdog, 3*time.Second)
	watchdog.Stop()
	if late.Load() {
		t.Error("late")
	}
}

// want: assertion "late"
func TestBeatsNoMore(t *testing.T) {
	var late atomic.Bool
	watchdog := time.AfterFunc(100*time.Millisecond, func() { late.Store(true) })
	beat(watchdog, time.Second)
	for start := time.Now(); time.Since(start) < time.Second; {
	}
	watchdog.Stop()
	if late.Load() {
		t.Error("late") // fault
	}
}
