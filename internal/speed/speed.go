// Package speed measures how long the same work takes a plain loop and some
// number of workers, here and now.
//
// Times are of the wall clock, and of several tries the best counts, since
// whatever else the machine does only makes them longer. It measures small,
// even pieces of work that do not touch each other, and nothing of other kinds.
package speed

import (
	"context"
	"math"
	"runtime"
	"sync"
	"time"
)

// A Case is some work, cut into pieces.
type Case struct {
	Title      string
	Pieces     int
	Piece      func()
	Processors int // to be used at the same time; 0 means all that there are
	Workers    []int
}

// A Figure is how long some number of workers took; 0 are the plain loop.
type Figure struct {
	Workers int
	Took    time.Duration // the best try; 0 before the first
	Second  time.Duration // the second best
}

// Figures are empty ones, the plain loop first.
func (c Case) Figures() []Figure {
	figures := []Figure{{}}
	for _, n := range c.Workers {
		figures = append(figures, Figure{Workers: n})
	}
	return figures
}

// Round tries each of the figures once more, in turn, so that other work on the
// machine gets in the way of all of them alike. It ends early, with ctx's error,
// at the end of ctx.
//
// Processors are those of the whole program: nothing else should run meanwhile.
func (c Case) Round(ctx context.Context, figures []Figure) error {
	if c.Processors > 0 {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(c.Processors))
	}
	for i := range figures {
		f := &figures[i]
		began := time.Now()
		if f.Workers == 0 {
			c.loop(ctx)
		} else {
			c.share(ctx, f.Workers)
		}
		took := time.Since(began)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		f.add(took)
	}
	return nil
}

func (f *Figure) add(took time.Duration) {
	switch {
	case f.Took == 0 || took < f.Took:
		f.Took, f.Second = took, f.Took
	case f.Second == 0 || took < f.Second:
		f.Second = took
	}
}

// Steady reports whether the best time was more than chance: the second best is
// within a tenth of it.
func (f Figure) Steady() bool { return f.Second > 0 && f.Second <= f.Took+f.Took/10 }

func (c Case) loop(ctx context.Context) {
	for range c.Pieces {
		if ctx.Err() != nil {
			return
		}
		c.Piece()
	}
}

// share hands the pieces out one by one, as is done with pieces that may take
// unequal times.
func (c Case) share(ctx context.Context, workers int) {
	pieces := make(chan int)
	var all sync.WaitGroup
	for range workers {
		all.Go(func() {
			for range pieces {
				c.Piece()
			}
		})
	}
	for i := range c.Pieces {
		if ctx.Err() != nil {
			break
		}
		pieces <- i
	}
	close(pieces)
	all.Wait()
}

// Computing is work for a processor that takes about as long as asked, by
// trying out, as one does to crack a code.
func Computing(about time.Duration) func() {
	rounds := 1000
	for rounds < 1<<30 {
		if took := quickest(func() { crack(rounds) }); took >= about/2 {
			rounds = max(1, int(int64(rounds)*int64(about)/max(1, int64(took))))
			break
		}
		rounds *= 2
	}
	return func() { crack(rounds) }
}

// quickest is how long work takes while no other program has the processor: the least of
// several times.
func quickest(work func()) time.Duration {
	least := time.Duration(math.MaxInt64)
	for range 5 {
		began := time.Now()
		work()
		least = min(least, time.Since(began))
	}
	return least
}

// Waiting is a wait, as at a door on which one has knocked.
func Waiting(long time.Duration) func() { return func() { time.Sleep(long) } }

// crack tries codes until rounds are over; the right one does not exist. The
// mixing is that of SplitMix64 (Steele, Lea and Flood, 2014).
func crack(rounds int) {
	code := uint64(0)
	for range rounds {
		code += 0x9e3779b97f4a7c15
		z := (code ^ code>>30) * 0xbf58476d1ce4e5b9
		z = (z ^ z>>27) * 0x94d049bb133111eb
		if z^z>>31 == 0 && code != 0 {
			found.Do(func() {})
		}
	}
}

var found sync.Once // keeps the compiler from leaving the work out
