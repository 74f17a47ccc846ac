//go:build cgo

package foreign

import (
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"racelab/internal/stage"

	"github.com/stretchr/testify/assert"
)

// job is something to print, and what must be torn off.
type job struct {
	name  string
	print func(*Printer) string
	want  string
}

var (
	rolls = job{"a label for rolls", func(p *Printer) string { return p.Label(12, "rolls") }, "12 x rolls"}
	cake  = job{"a label for a wedding cake", func(p *Printer) string { return p.Label(1, "wedding cake") }, "1 x wedding cake"}
	price = job{"a price", func(p *Printer) string { return p.Price(450) }, "4.50"}
	other = job{"another price", func(p *Printer) string { return p.Price(5) }, "0.05"}
	plain = job{"a label without a name", func(p *Printer) string { return p.Label(3, "") }, "3 x "}
	fewer = job{"a label for fewer rolls", func(p *Printer) string { return p.Label(6, "rolls") }, "6 x rolls"}
)

var pairs = [][2]job{{rolls, cake}, {price, other}, {rolls, price}, {price, cake}}

// together lets two clerks print at the same time. Both wait for their ink to
// dry at the same moment, if the printers let them.
func together(t *testing.T, first, second *Printer, jobs [2]job) {
	var got [2]string
	stage.Run(t, func() {
		var clerks sync.WaitGroup
		clerks.Go(func() { got[0] = jobs[0].print(first) })
		clerks.Go(func() { got[1] = jobs[1].print(second) })
		clerks.Wait()
	})
	for i, j := range jobs {
		assert.Equal(t, j.want, got[i],
			"two clerks printed at the same time; this one printed %s, and the other %s.\n"+
				"A box goes out with what another clerk printed.", j.name, jobs[1-i].name)
	}
}

func TestTwoClerksAtOnePrinter(t *testing.T) {
	for _, jobs := range pairs {
		t.Run(jobs[0].name+" and "+jobs[1].name, func(t *testing.T) {
			ink := stage.NewDoor(2)
			p := New(ink.Enter)
			together(t, p, p, jobs)
		})
	}
}

func TestTwoClerksAtTwoPrinters(t *testing.T) {
	for _, jobs := range pairs {
		t.Run(jobs[0].name+" and "+jobs[1].name, func(t *testing.T) {
			ink := stage.NewDoor(2)
			together(t, New(ink.Enter), New(ink.Enter), jobs)
		})
	}
}

// Who tears off the paper while the ink is still wet leaves a gap in which nobody can be
// held up, and so it takes two processors and a long day to meet in it.
func TestTwoClerksPrintAllDay(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(max(2, runtime.GOMAXPROCS(0))))
	for range 3 {
		for _, jobs := range pairs {
			if !allDay(t, jobs) {
				return
			}
		}
	}
}

// allDay reports whether both clerks tore off what they printed. Who has printed enough
// goes on until the other has.
func allDay(t *testing.T, jobs [2]job) bool {
	const papers = 2000
	p := New(func() {})
	var printed [2]atomic.Int64
	var wrong atomic.Pointer[string]
	stage.Run(t, func() {
		var clerks sync.WaitGroup
		for i, j := range jobs {
			clerks.Go(func() {
				for wrong.Load() == nil && min(printed[i].Add(1), printed[1-i].Load()) < papers {
					if got := j.print(p); got != j.want {
						wrong.Store(&got)
					}
				}
			})
		}
		clerks.Wait()
	})
	got := wrong.Load()
	return got == nil || assert.Fail(t, "a box goes out with what another clerk printed, or with half of it",
		"Two clerks printed all day, one %s, the other %s; one of them tore off %q in the end.", jobs[0].name, jobs[1].name, *got)
}

func TestEveryPrinterHasInkOfItsOwn(t *testing.T) {
	stage.Run(t, func() {
		var north, south atomic.Int64
		one, other := New(func() { north.Add(1) }), New(func() { south.Add(1) })
		rolls.print(one)
		cake.print(one)
		price.print(other)
		assert.Equal(t, []int64{2, 1}, []int64{north.Load(), south.Load()},
			"two papers were printed on one printer and one on another; how often the ink dried on each.\n"+
				"What comes out of one printer dries there.")
	})
}

func TestOneClerkAlone(t *testing.T) {
	stage.Run(t, func() {
		var dried atomic.Int64
		p := New(func() { dried.Add(1) })
		for i, j := range []job{rolls, cake, price, other, plain, fewer} {
			assert.Equal(t, j.want, j.print(p), "one clerk printed %s", j.name)
			assert.EqualValues(t, i+1, dried.Load(), "how often the ink dried, after so many papers: once for each")
		}
		long := p.Label(1, strings.Repeat("very ", 20)+"long cake")
		assert.Equal(t, "1 x "+strings.Repeat("very ", 20)[:59], long, "a label with more than 63 letters")
	})
}
