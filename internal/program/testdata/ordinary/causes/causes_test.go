package causes

import (
	"sync"
	"sync/atomic"
	"testing"
)

func fetches(t *testing.T, all bool) {
	if got := fetch([]string{"flour", "eggs"}, all); len(got) != 2 {
		t.Error(got)
	}
}

// want: assertion "before for what go:15-1 sent at causes.go:19"
func TestWaitsForTheFirst(t *testing.T) { fetches(t, false) }

// want: passed
func TestWaitsForTheFirstFixed(t *testing.T) { fetches(t, true) }

func cleans(t *testing.T, keep bool) {
	var b bath
	var guest sync.WaitGroup
	guest.Go(func() { b.use(keep) })
	if n := b.clean(); n != 0 {
		t.Errorf("%d guests", n)
	}
	guest.Wait()
}

// want: assertion "guest has unlocked it by then"
func TestKeyGivenBack(t *testing.T) { cleans(t, false) }

// want: passed
func TestKeyGivenBackFixed(t *testing.T) { cleans(t, true) }

func tries(t *testing.T, stop bool) {
	found, vain := false, 0
	tryAll(6, stop, func(n int) bool {
		if found {
			vain++
		}
		found = found || n == 1
		return n == 1
	})
	if vain > 1 {
		t.Errorf("%d in vain", vain)
	}
}

// want: assertion "in the loop at "
func TestNobodyTellsTheOthers(t *testing.T) { tries(t, false) }

// want: passed
func TestNobodyTellsTheOthersFixed(t *testing.T) { tries(t, true) }

func rings(t *testing.T, twice bool) {
	var bell atomic.Int64
	deliver(func() { bell.Add(1) }, twice)
	if bell.Load() != 1 {
		t.Errorf("%d rings", bell.Load())
	}
}

// want: assertion "came there by the call at "
func TestRingsTwice(t *testing.T) { rings(t, true) }

// want: passed
func TestRingsTwiceFixed(t *testing.T) { rings(t, false) }

func closes(t *testing.T, second bool) {
	var home, late atomic.Bool
	w := walk(func() {
		if home.Load() {
			late.Store(true)
		}
	})
	var other sync.WaitGroup
	other.Go(func() { w.Close(second) })
	w.Close(second)
	home.Store(true)
	other.Wait()
	if late.Load() {
		t.Error("he walks after Close")
	}
}

// want: assertion "after that, the call that the test made returned at "
func TestSecondWalksPast(t *testing.T) { closes(t, false) }

// want: passed
func TestSecondWalksPastFixed(t *testing.T) { closes(t, true) }

func takes(t *testing.T, wait bool) {
	s := &shelf{eggs: 2}
	var both sync.WaitGroup
	anna, bert := false, false
	both.Go(func() { anna = s.take(wait) })
	both.Go(func() { bert = s.take(wait) })
	both.Wait()
	if !anna || !bert {
		t.Error("there was one for each", anna, bert)
	}
}

// want: assertion "tries to lock s.mu at "
func TestGoesAwayWithoutAnEgg(t *testing.T) { takes(t, false) }

// want: passed
func TestGoesAwayWithoutAnEggFixed(t *testing.T) { takes(t, true) }

func reads(first, always bool) {
	p := newPress()
	var reader sync.WaitGroup
	reader.Go(p.read)
	p.print(first, always)
	reader.Wait()
}

// want: deadlock "before that, test closes p.lamp at "
func TestLampBeforeThePaper(t *testing.T) { reads(true, false) }

// want: passed
func TestLampBeforeThePaperFixed(t *testing.T) { reads(false, true) }

// want: deadlock "last looked at p.waiting at "
func TestNobodySeemsToWait(t *testing.T) { reads(false, false) }

// want: passed
func TestNobodySeemsToWaitFixed(t *testing.T) { reads(false, true) }

func enters(same bool) {
	h := newHotel()
	var guest sync.WaitGroup
	guest.Go(h.enter)
	h.leave(same)
	guest.Wait()
}

// want: deadlock "and test holds no lock"
func TestRingsWithoutTheLock(t *testing.T) { enters(false) }

// want: passed
func TestRingsWithoutTheLockFixed(t *testing.T) { enters(true) }

func sits(t *testing.T, early bool) {
	s := seat{free: make(chan bool)}
	var guest sync.WaitGroup
	guest.Go(func() { s.take(nil) })
	look := func() {
		if n := s.taken.Load(); n != 0 {
			t.Errorf("taken by %d", n)
		}
	}
	if early {
		look()
	}
	close(s.free)
	if !early {
		look()
	}
	guest.Wait()
}

// want: assertion "which guest wrote at causes.go:"
func TestASeatIsTakenAtOnce(t *testing.T) { sits(t, false) }

// want: passed
func TestASeatIsTakenAtOnceFixed(t *testing.T) { sits(t, true) }
