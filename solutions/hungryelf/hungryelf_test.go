package hungryelf

import (
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"racelab/internal/explore"
	"racelab/internal/stage"
)

// later is how many elves come to the book after the one who waits for it. Who
// sees all of them go first is passed over for ever: more can always come.
const later = 20

// queue is who gets the book in which order, as seen by one elf who waits.
type queue struct {
	t      *testing.T
	served atomic.Bool  // the elf who waits got the book
	passed atomic.Int32 // elves who came later and got it before
}

// pass is called by each elf who came later, with the book in hand. It returns
// how many have done so while one still waited.
func (q *queue) pass() int {
	if q.served.Load() {
		return int(q.passed.Load())
	}
	return int(q.passed.Add(1))
}

// check waits until nobody can do more, and says so if all went first.
func (q *queue) check() {
	stage.Settle()
	if q.passed.Load() == later {
		stage.Fail(q.t, stage.Starvation, "%d elves came later and had the book before one who still waits for it\n%s",
			later, stage.Whereabouts())
	}
}

func TestTheWritingElfIsNotPassedOver(t *testing.T) {
	book := NewBook("slipper")
	turn := &queue{t: t}
	stage.Run(t, func() {
		var elves sync.WaitGroup
		book.Read(func([]string) {
			elves.Go(func() {
				book.Write(func(p []string) []string { turn.served.Store(true); return append(p, "boot") })
			})
			stage.Settle() // he waits
			closeIt := make(chan struct{})
			for range later {
				elves.Go(func() { book.Read(func([]string) { turn.pass(); <-closeIt }) })
			}
			turn.check()
			close(closeIt)
		})
		elves.Wait()
		book.Read(func(p []string) { checkPatterns(t, []string{"slipper", "boot"}, p) })
	})
}

// Two elves would write. When the first has written, an elf who came to read
// meanwhile may be let in before the second, but not all who come after that.
func TestTheSecondWritingElfIsNotPassedOver(t *testing.T) {
	book := NewBook("slipper")
	turn := &queue{t: t}
	stage.Run(t, func() {
		var elves sync.WaitGroup
		var again atomic.Bool
		write := func(p []string) []string {
			if again.Swap(true) {
				turn.served.Store(true)
				return append(p, "boot")
			}
			elves.Go(func() {
				book.Read(func([]string) {
					stage.Settle() // the second waits again, if he has not written
					if turn.served.Load() {
						return
					}
					closeIt := make(chan struct{})
					for range later {
						elves.Go(func() { book.Read(func([]string) { turn.pass(); <-closeIt }) })
					}
					turn.check()
					close(closeIt)
				})
			})
			stage.Settle() // a reader waits, too
			return append(p, "sandal")
		}
		book.Read(func([]string) {
			elves.Go(func() { book.Write(write) })
			elves.Go(func() { book.Write(write) })
			stage.Settle() // both wait
		})
		elves.Wait()
		book.Read(func(p []string) { checkPatterns(t, []string{"slipper", "sandal", "boot"}, p) })
	})
}

func TestTheReadingElfIsNotPassedOver(t *testing.T) {
	book := NewBook("slipper")
	turn := &queue{t: t}
	stage.Run(t, func() {
		var elves sync.WaitGroup
		book.Write(func(p []string) []string {
			elves.Go(func() { book.Read(func([]string) { turn.served.Store(true) }) })
			stage.Settle()
			for range later {
				elves.Go(func() {
					book.Write(func(p []string) []string {
						if turn.pass() == later {
							turn.check()
						}
						return p
					})
				})
			}
			stage.Settle()
			return p
		})
		elves.Wait()
		book.Read(func(p []string) { checkPatterns(t, []string{"slipper"}, p) })
	})
}

func TestElvesReadTogether(t *testing.T) {
	const many = 20
	book := NewBook("slipper")
	open := stage.NewDoor(many)
	stage.Run(t, func() {
		var elves sync.WaitGroup
		for range many {
			elves.Go(func() { book.Read(func([]string) { open.Enter() }) })
		}
		elves.Wait()
	})
	assert.Equal(t, many, open.Most(),
		"%d elves came to read; this many read at the same time.\n"+
			"Elves who only read need not wait for each other.", many)
}

func TestElvesWhoWaitedReadTogether(t *testing.T) {
	const many = 20
	book := NewBook("slipper")
	open := stage.NewDoor(many)
	stage.Run(t, func() {
		var elves sync.WaitGroup
		book.Write(func(p []string) []string {
			for range many {
				elves.Go(func() { book.Read(func([]string) { open.Enter() }) })
			}
			stage.Settle() // all of them wait
			return p
		})
		elves.Wait()
	})
	assert.Equal(t, many, open.Most(),
		"%d elves waited until a page was written; this many then read at the same time.\n"+
			"Elves who only read need not wait for each other.", many)
}

// Three elves wait until a page is written, and each keeps the book until all three read.
func TestElvesWhoWaitedReadTogetherOnEverySchedule(t *testing.T) {
	const many = 3
	explore.Test(t, func(t *testing.T) {
		book := NewBook("slipper")
		var reading, elves sync.WaitGroup
		reading.Add(many)
		book.Write(func(p []string) []string {
			for range many {
				elves.Go(func() {
					book.Read(func([]string) {
						reading.Done()
						reading.Wait()
					})
				})
			}
			stage.Settle() // all of them wait
			return p
		})
		elves.Wait()
	}, explore.Schedules(1000))
}

func TestElvesWriteAlone(t *testing.T) {
	book := NewBook("slipper")
	var reading, writing, disturbed atomic.Int64
	closeIt := make(chan struct{})
	read := func([]string) {
		reading.Add(1)
		disturbed.Add(writing.Load())
		<-closeIt
		disturbed.Add(writing.Load())
		reading.Add(-1)
	}
	write := func(p []string) []string {
		disturbed.Add(reading.Load() + writing.Add(1) - 1)
		stage.Settle() // whoever can come in now has come
		writing.Add(-1)
		return append(p, "boot")
	}
	stage.Run(t, func() {
		var elves sync.WaitGroup
		for range 3 {
			elves.Go(func() { book.Read(read) })
		}
		stage.Settle()
		for range 2 {
			elves.Go(func() { book.Write(write) })
		}
		for range 3 { // one reader after the other goes home
			stage.Settle()
			closeIt <- struct{}{}
		}
		elves.Wait()
		book.Read(func(p []string) { checkPatterns(t, []string{"slipper", "boot", "boot"}, p) })
	})
	assert.Zero(t, disturbed.Load(),
		"three elves read and two write; this often an elf met a writer's open inkpot.\n"+
			"Nobody may read or write while another elf writes.")
}

func checkPatterns(t *testing.T, want, got []string) {
	t.Helper()
	assert.Equal(t, want, got,
		"the book was read after all writing was done.\n"+
			"It does not hold what was written.")
}

func TestAPatternIsCrossedOut(t *testing.T) {
	book := NewBook("slipper", "boot")
	stage.Run(t, func() {
		book.Write(func([]string) []string { return []string{"sandal"} })
		book.Read(func(p []string) { checkPatterns(t, []string{"sandal"}, p) })
		book.Write(func([]string) []string { return nil })
		book.Read(func(p []string) { checkPatterns(t, nil, p) })
	})
}

// The readers come again and again, and take turns so that one always reads,
// if they can: that is the night of the story. Time is virtual.
func TestTheWritingElfGetsTheBookOnFairSchedules(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		book := NewBook("slipper")
		var written atomic.Bool
		var elves sync.WaitGroup
		for i := range 2 {
			elves.Go(func() {
				time.Sleep(time.Duration(i) * time.Minute)
				for !written.Load() {
					book.Read(func([]string) { time.Sleep(2 * time.Minute) })
				}
			})
		}
		time.Sleep(time.Second)
		book.Write(func(p []string) []string { return append(p, "boot") })
		written.Store(true)
		elves.Wait()
	}, explore.Schedules(1000), explore.MaxSteps(400))
}

func TestEverybodyGetsTheBookOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		book := NewBook("slipper")
		open := stage.NewDoor(2)
		var elves sync.WaitGroup
		for range 2 {
			elves.Go(func() { book.Read(func([]string) { open.Enter() }) })
		}
		book.Write(func(p []string) []string { return append(p, "boot") })
		elves.Wait()
		explore.Sometimes("two elves read at the same time", open.Most() == 2)
		book.Read(func(p []string) { checkPatterns(t, []string{"slipper", "boot"}, p) })
	})
}

// Elves read and write whenever they like.
func TestAnyTwoCallsAtOnceOnEverySchedule(t *testing.T) {
	explore.Pairs(t, func(t *testing.T) explore.Calls {
		book := NewBook("slipper")
		return explore.Calls{
			"read":  func() { book.Read(func([]string) {}) },
			"write": func() { book.Write(func(patterns []string) []string { return patterns }) },
		}
	})
}
