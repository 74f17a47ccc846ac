package ticketline

import (
	"context"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"go.uber.org/goleak"

	"racelab/internal/explore"
	"racelab/internal/stage"
)

// patient is somebody who does not give up.
var patient = context.Background()

// audience counts who sits.
type audience struct {
	theatre *Theatre
	sit     atomic.Int64
}

// visit enters, looks how many sit, and leaves. It says whether there were seats.
func (a *audience) visit(t *testing.T, ctx context.Context, size int) bool {
	if a.theatre.Enter(ctx, size) != nil {
		return false
	}
	assert.LessOrEqual(t, a.sit.Add(int64(size)), int64(2), "So many sit in a theatre with two seats.")
	a.sit.Add(-int64(size))
	a.theatre.Leave(size)
	return true
}

// Of two seats one is taken. A couple waits for both, and a man who came alone
// stands behind it, or before it. The couple is called home.
func TestNobodyStaysInTheLineOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		a := &audience{theatre: Open(2)}
		assert.NoError(t, a.theatre.Enter(patient, 1))
		ctx, home := context.WithCancel(patient)
		defer home()
		var couple, man sync.WaitGroup
		saw := false
		couple.Go(func() { saw = a.visit(t, ctx, 2) })
		man.Go(func() { a.visit(t, patient, 1) })
		home()
		couple.Wait()
		man.Wait()
		explore.Sometimes("the couple gives up", !saw)
		a.theatre.Leave(1)
		assert.True(t, a.visit(t, patient, 2), "All had left, and a couple came.")
	})
}

// lines up a party behind those who wait already. in is true when it has its seats.
func lines(theatre *Theatre, ctx context.Context, all *sync.WaitGroup, size int) (in *atomic.Bool) {
	in = &atomic.Bool{}
	all.Go(func() { in.Store(theatre.Enter(ctx, size) == nil) })
	stage.Settle()
	return in
}

// Of three seats one is free. A family of three waits for the others, and behind
// it somebody who needs one.
func TestTheFirstInTheLineGivesUp(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	stage.Run(t, func() {
		theatre := Open(3)
		var all sync.WaitGroup
		assert.NoError(t, theatre.Enter(patient, 2))
		ctx, home := context.WithCancel(patient)
		family := lines(theatre, ctx, &all, 3)
		alone := lines(theatre, patient, &all, 1)
		assert.False(t, alone.Load(),
			"Of three seats one was free. A family of three was the first in the line, and somebody who came alone was let in before it.\n"+
				"Parties go in in the order in which they came.")
		home()
		all.Wait()
		assert.False(t, family.Load(),
			"Two of three seats were taken, and a family of three heard that it has its seats.")
	})
}

func TestAllGoInForWhomThereAreSeats(t *testing.T)                { stage.Run(t, func() { allGoIn(t) }) }
func TestAllGoInForWhomThereAreSeatsOnEverySchedule(t *testing.T) { explore.Test(t, allGoIn) }

// allGoIn has two parties stand behind a family, and there are seats for both.
func allGoIn(t *testing.T) {
	theatre := Open(4)
	var all sync.WaitGroup
	assert.NoError(t, theatre.Enter(patient, 1))
	ctx, home := context.WithCancel(patient)
	lines(theatre, ctx, &all, 4)
	lines(theatre, patient, &all, 1)
	lines(theatre, patient, &all, 2)
	home()
	all.Wait()
}

// The one who gives up stands between two others.
func TestSomebodyInTheMiddleGivesUp(t *testing.T) {
	stage.Run(t, func() {
		theatre := Open(3)
		var all sync.WaitGroup
		assert.NoError(t, theatre.Enter(patient, 2))
		ctx, home := context.WithCancel(patient)
		family := lines(theatre, patient, &all, 3)
		lines(theatre, ctx, &all, 1)
		alone := lines(theatre, patient, &all, 1)
		home()
		stage.Settle()
		assert.False(t, alone.Load(),
			"Of three seats one was free. A family of three was the first in the line, the next party gave up, and the one behind that was let in.\n"+
				"Parties go in in the order in which they came.")
		theatre.Leave(2)
		stage.Settle()
		assert.True(t, family.Load(),
			"A family of three was the first in the line, and all of the three seats became free.\n"+
				"A party never waits when it is the first and there are seats enough.")
		assert.False(t, alone.Load(),
			"A family of three was let in, and somebody who came alone as well. There are three seats.")
		theatre.Leave(3)
		all.Wait()
	})
}

func TestWhoHasNoTimeIsToldSo(t *testing.T) {
	stage.Run(t, func() {
		ctx, end := context.WithDeadline(patient, time.Now())
		defer end()
		assert.ErrorIs(t, Open(1).Enter(ctx, 2), context.DeadlineExceeded, "A party of two had no time at all, and there is one seat; what Enter returned.")
		theatre := Open(1)
		assert.NoError(t, theatre.Enter(patient, 1), "A party of one came to an empty theatre.")
		var first sync.WaitGroup
		first.Go(func() { assert.NoError(t, theatre.Enter(patient, 1), "A party of one waited in the line.") })
		stage.Settle() // it waits
		assert.ErrorIs(t, theatre.Enter(ctx, 1), context.DeadlineExceeded, "Somebody waits in the line, and a party came that had no time at all; what Enter returned.")
		stage.Settle() // whatever that end has set going is over
		called, off := context.WithCancel(patient)
		var second sync.WaitGroup
		second.Go(func() {
			assert.ErrorIs(t, theatre.Enter(called, 1), context.Canceled, "Two parties waited in the line, and the second one gave up; what Enter returned.")
		})
		stage.Settle() // it waits behind the first
		off()
		second.Wait()
		theatre.Leave(1)
		first.Wait()
	})
}

func TestAnOrdinaryEvening(t *testing.T) {
	stage.Run(t, func() {
		theatre := Open(3)
		var all sync.WaitGroup
		assert.NoError(t, theatre.Enter(patient, 1))
		assert.NoError(t, theatre.Enter(patient, 2))
		couple := lines(theatre, patient, &all, 2)
		alone := lines(theatre, patient, &all, 1)
		theatre.Leave(1)
		stage.Settle()
		assert.False(t, couple.Load() || alone.Load(),
			"One seat was free, and the first in the line was a couple; somebody was let in.")
		theatre.Leave(2)
		all.Wait()
		assert.True(t, couple.Load() && alone.Load(),
			"Three seats were free, for a couple and one who came alone: let in were the couple %t, the other %t.", couple.Load(), alone.Load())
	})
}

// The seat that the couple needs becomes free while it is called home.
func TestEverySeatIsThereInTheEndOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		a := &audience{theatre: Open(2)}
		assert.NoError(t, a.theatre.Enter(patient, 1))
		ctx, home := context.WithCancel(patient)
		defer home()
		var all sync.WaitGroup
		saw := false
		all.Go(func() { saw = a.visit(t, ctx, 2) })
		all.Go(home)
		a.theatre.Leave(1)
		all.Wait()
		explore.Sometimes("the couple gives up", !saw)
		explore.Sometimes("the couple sees the play", saw)
		assert.True(t, a.visit(t, patient, 2), "All had left, and a couple came.")
	})
}

// The same with somebody behind the couple.
func TestTheLastInTheLineGoesInOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		a := &audience{theatre: Open(2)}
		assert.NoError(t, a.theatre.Enter(patient, 1))
		ctx, home := context.WithCancel(patient)
		defer home()
		var all sync.WaitGroup
		all.Go(func() { a.visit(t, ctx, 2) })
		all.Go(func() { a.visit(t, patient, 1) })
		all.Go(home)
		a.theatre.Leave(1)
		all.Wait()
		assert.True(t, a.visit(t, patient, 2), "All had left, and a couple came.")
	})
}

// Parties of one and of two come and go, and some give up.
func TestAnyTwoCallsAtOnceOnEverySchedule(t *testing.T) {
	explore.Pairs(t, func(t *testing.T) explore.Calls {
		a := &audience{theatre: Open(2)}
		ctx, home := context.WithCancel(patient)
		t.Cleanup(home)
		return explore.Calls{
			"alone":      func() { a.visit(t, patient, 1) },
			"couple":     func() { a.visit(t, patient, 2) },
			"in a hurry": func() { a.visit(t, ctx, 2) },
			"call home":  home,
		}
	})
}
