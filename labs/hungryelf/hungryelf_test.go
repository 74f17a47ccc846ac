package hungryelf

import (
	"context"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"racelab/internal/stage"
)

const (
	page = 2 * time.Minute // an elf keeps the book this long
	late = time.Minute     // the second elf of a pair comes this much later
)

// untilDone is how a pair of elves keeps the book busy: each uses it again and
// again, the second a minute after the first, so that one always has it or
// waits for it. They go home when ctx is done. Time is virtual.
func untilDone(ctx context.Context, elves *sync.WaitGroup, use func()) {
	for i := range 2 {
		elves.Go(func() {
			time.Sleep(time.Duration(i) * late)
			for ctx.Err() == nil {
				use()
			}
		})
	}
}

func TestTheWritingElfGetsTheBookWithinTheHour(t *testing.T) {
	stage.Within(t, time.Hour, "starvation", func(ctx context.Context) {
		book := NewBook("slipper")
		ctx, goHome := context.WithCancel(ctx)
		var reading atomic.Int64
		var elves sync.WaitGroup
		untilDone(ctx, &elves, func() {
			book.Read(func([]string) {
				reading.Add(1)
				time.Sleep(page)
				reading.Add(-1)
			})
		})
		time.Sleep(late + time.Second)
		book.Write(func(p []string) []string {
			assert.Zero(t, reading.Load(),
				"an elf began to write while this many elves read.\n"+
					"The ink runs under the readers' eyes.\n"+
					"next: go tool lab hint hungryelf")
			return append(p, "boot")
		})
		goHome()
		elves.Wait()
		book.Read(func(p []string) { checkPatterns(t, []string{"slipper", "boot"}, p) })
	})
}

func TestReadersGetTheBookWithinTheHour(t *testing.T) {
	stage.Within(t, time.Hour, "starvation", func(ctx context.Context) {
		book := NewBook("slipper")
		ctx, goHome := context.WithCancel(ctx)
		var elves sync.WaitGroup
		untilDone(ctx, &elves, func() {
			book.Write(func(p []string) []string { time.Sleep(page); return p })
		})
		time.Sleep(late + time.Second)
		book.Read(func(p []string) { checkPatterns(t, []string{"slipper"}, p) })
		goHome()
		elves.Wait()
	})
}

func TestElvesReadTogetherAndWriteAlone(t *testing.T) {
	stage.Within(t, time.Hour, "starvation", func(ctx context.Context) {
		var reading, writing, most, disturbed atomic.Int64
		book := NewBook("slipper")
		read := func([]string) {
			most.Store(max(reading.Add(1), most.Load()))
			disturbed.Add(writing.Load())
			time.Sleep(page)
			disturbed.Add(writing.Load())
			reading.Add(-1)
		}
		write := func(p []string) []string {
			disturbed.Add(reading.Load() + writing.Add(1) - 1)
			time.Sleep(page)
			writing.Add(-1)
			return append(p, "boot")
		}
		var elves sync.WaitGroup
		for i, use := range []func(){
			func() { book.Read(read) }, func() { book.Read(read) }, func() { book.Read(read) },
			func() { book.Write(write) }, func() { book.Write(write) },
		} {
			elves.Go(func() {
				time.Sleep(time.Duration(i) * time.Second)
				use()
			})
		}
		elves.Wait()
		book.Read(func(p []string) { checkPatterns(t, []string{"slipper", "boot", "boot"}, p) })
		assert.EqualValues(t, 3, most.Load(),
			"three elves opened the book within two seconds; this many read at the same time.\n"+
				"Elves who only read need not wait for each other.\n"+
				"next: go tool lab hint hungryelf")
		assert.Zero(t, disturbed.Load(),
			"three elves read and two write; this often an elf met a writer's open inkpot.\n"+
				"Nobody may read or write while another elf writes.\n"+
				"next: go tool lab hint hungryelf")
	})
}

func checkPatterns(t *testing.T, want, got []string) {
	t.Helper()
	assert.Equal(t, want, got,
		"the book was read after all writing was done.\n"+
			"It does not hold what was written.\n"+
			"next: go tool lab hint hungryelf")
}
