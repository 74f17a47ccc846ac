package morningpaper

import (
	"context"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"go.uber.org/goleak"

	"racelab/internal/explore"
	"racelab/internal/stage"
)

// patient is a reader who waits for as long as it takes.
var patient = context.Background()

// The schedules of a press that is right are few and short, and those of one on
// which readers run in circles are not.
var few, short = explore.Schedules(2000), explore.MaxSteps(1000)

// soon is how long the way from the press to a reader may take.
const soon = time.Second

// A reader comes for the first paper, which is printed before that, meanwhile or
// later. It is the only one.
func TestNobodyMissesThePaperOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		press := Start()
		began := time.Now()
		var reader sync.WaitGroup
		reader.Go(func() {
			papers, err := press.Read(patient, 0)
			assert.True(t, err == nil && len(papers) == 1 && papers[0] == "rye",
				"One paper was printed, \"rye\", and Read returned %q and %v.", papers, err)
		})
		press.Print("rye")
		reader.Wait()
		assert.Less(t, time.Since(began), soon,
			"One paper was printed, and this is how long it took until the reader had it.\n"+
				"Read returns as soon as there is one.")
	}, few, short)
}

func TestEveryReaderGetsThePaper(t *testing.T) { stage.Run(t, func() { everyReader(t) }) }
func TestEveryReaderGetsThePaperOnEverySchedule(t *testing.T) {
	explore.Test(t, everyReader, few, short)
}

// everyReader has two readers wait for the same paper.
func everyReader(t *testing.T) {
	press := Start()
	var readers sync.WaitGroup
	for range 2 {
		readers.Go(func() {
			papers, _ := press.Read(patient, 0)
			assert.Equal(t, []string{"rye"}, papers, "Two readers waited for the first paper; what one of them read.")
		})
	}
	stage.Settle()
	press.Print("rye")
	readers.Wait()
}

func TestOnePaperAfterTheOther(t *testing.T) { stage.Run(t, func() { oneAfterTheOther(t) }) }
func TestOnePaperAfterTheOtherOnEverySchedule(t *testing.T) {
	explore.Test(t, oneAfterTheOther, few, short)
}

// oneAfterTheOther has a reader read on while papers are printed.
func oneAfterTheOther(t *testing.T) {
	press := Start()
	var read []string
	var reader sync.WaitGroup
	reader.Go(func() {
		for len(read) < 2 {
			papers, err := press.Read(patient, len(read))
			if !assert.True(t, err == nil && len(papers) > 0,
				"A reader had read %q and waited for more: Read returned %q and %v.", read, papers, err) {
				return
			}
			read = append(read, papers...)
		}
	})
	press.Print("rye")
	press.Print("spelt")
	reader.Wait()
	assert.Equal(t, []string{"rye", "spelt"}, read,
		"Two papers were printed, and a reader who had read n of them asked for those after the first n, until there were two; what was read.")
}

func TestWhoReadsFromTheThirdOn(t *testing.T)                { stage.Run(t, func() { thirdOn(t) }) }
func TestWhoReadsFromTheThirdOnOnEverySchedule(t *testing.T) { explore.Test(t, thirdOn, few, short) }

// thirdOn has a reader come who does not want the first two papers. They are
// printed while there is all the time in the world until the third.
func thirdOn(t *testing.T) {
	press := Start()
	var reader sync.WaitGroup
	reader.Go(func() {
		papers, _ := press.Read(patient, 2)
		assert.Equal(t, []string{"oat"}, papers,
			"Three papers were printed, rye, one that is empty and oat, and a reader asked for those after the first two; what was read.")
	})
	press.Print("rye")
	press.Print("")
	stage.Settle()
	press.Print("oat")
	reader.Wait()
}

// Two printers use the press at once.
func TestTwoPrintersOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		press := Start()
		var printer, reader sync.WaitGroup
		printer.Go(func() { press.Print("rye") })
		reader.Go(func() {
			papers, _ := press.Read(patient, 1)
			assert.Len(t, papers, 1, "Two papers were printed, and a reader waited for the second; papers read.")
		})
		press.Print("spelt")
		printer.Wait()
		reader.Wait()
	}, few, short)
}

// A reader is called away while the paper is printed.
func TestAReaderIsCalledAwayOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		press := Start()
		ctx, away := context.WithCancel(patient)
		defer away()
		var reader, printer sync.WaitGroup
		var papers []string
		reader.Go(func() { papers, _ = press.Read(ctx, 0) })
		printer.Go(func() { press.Print("rye") })
		away()
		reader.Wait()
		printer.Wait()
		explore.Sometimes("the reader has the paper", len(papers) == 1)
		explore.Sometimes("the reader is gone", len(papers) == 0)
	}, few, short)
}

func TestWhoHasNoTimeIsToldSo(t *testing.T) {
	stage.Run(t, func() {
		ctx, end := context.WithDeadline(patient, time.Now())
		defer end()
		_, err := Start().Read(ctx, 0)
		assert.ErrorIs(t, err, context.DeadlineExceeded, "A reader had no time at all, and nothing was printed; what Read returned.")
	})
}

func TestWhoWaitsInVainIsCalledAway(t *testing.T)                { stage.Run(t, func() { inVain(t) }) }
func TestWhoWaitsInVainIsCalledAwayOnEverySchedule(t *testing.T) { explore.Test(t, inVain, few, short) }

// inVain has two readers wait, of whom one is called away.
func inVain(t *testing.T) {
	press := Start()
	ctx, away := context.WithCancel(patient)
	defer away()
	var hurried, calm sync.WaitGroup
	hurried.Go(func() {
		papers, err := press.Read(ctx, 0)
		assert.ErrorIs(t, err, context.Canceled, "A reader was called away before anything was printed, and read %q.", papers)
	})
	calm.Go(func() {
		papers, _ := press.Read(patient, 0)
		assert.Equal(t, []string{"rye"}, papers, "Another reader was called away, and then the first paper was printed; what this one read.")
	})
	stage.Settle()
	away()
	hurried.Wait()
	press.Print("rye")
	calm.Wait()
}

// A reader is called away, and nothing is printed.
func TestWhoIsCalledAwayGoesOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		press := Start()
		ctx, away := context.WithCancel(patient)
		defer away()
		var reader sync.WaitGroup
		reader.Go(func() { press.Read(ctx, 0) })
		away()
		reader.Wait()
	}, few, short)
}

func TestThePressWaitsForNobody(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	stage.Run(t, func() {
		press := Start()
		for _, paper := range []string{"rye", "spelt", "oat"} {
			press.Print(paper)
		}
		for n, want := range [][]string{{"rye", "spelt", "oat"}, {"spelt", "oat"}, {"oat"}} {
			papers, err := press.Read(patient, n)
			assert.NoError(t, err, "Papers have been printed that this reader does not know.")
			assert.Equal(t, want, papers, "The papers rye, spelt and oat were printed, and then a reader asked for those after the first %d.", n)
		}
	})
}

// Papers are printed while some read, and others wait for what is still to come.
func TestAnyTwoCallsAtOnceOnEverySchedule(t *testing.T) {
	explore.Pairs(t, func(t *testing.T) explore.Calls {
		press := Start()
		press.Print("rye")
		go press.Print("spelt")
		return explore.Calls{
			"print":     func() { press.Print("oat") },
			"read":      func() { press.Read(patient, 0) },
			"read more": func() { press.Read(patient, 1) },
		}
	}, few, short)
}
