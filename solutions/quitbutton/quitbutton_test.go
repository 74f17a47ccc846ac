package quitbutton

import (
	"sync"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
	"go.uber.org/goleak"

	"racelab/internal/explore"
	"racelab/internal/stage"
)

func checkLate(t *testing.T, late int64) {
	t.Helper()
	assert.LessOrEqual(t, late, int64(1),
		"The red button was pressed, and the panel began with this many of the other buttons after that.\n"+
			"It may begin with one more at most.")
}

// busy is a panel on which each button presses the next one, so that it never
// runs out of them. The red one is pressed before it begins. It returns how
// many buttons it began with all the same, of a hundred at most.
func busy() (late int64) {
	var p *Panel
	p = NewPanel(func(b Button) {
		if late++; late < 100 {
			p.Press(b)
		}
	}, 2)
	p.Press("stir")
	p.Press("heat")
	p.Quit()
	p.Run()
	return late
}

// Whether a button or the red one is heard first is left to chance, if it is
// left to anything. So there are many mornings.
func TestTheRedButtonIsHeardOnABusyPanel(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	worst := int64(0)
	stage.Run(t, func() {
		for range 200 {
			worst = max(worst, busy())
		}
	})
	checkLate(t, worst)
}

func TestTheRedButtonIsHeardOnAnIdlePanel(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	p := NewPanel(func(Button) {}, 2)
	stage.Run(t, func() {
		var machine sync.WaitGroup
		machine.Go(p.Run)
		stage.Settle() // nobody presses anything
		p.Quit()
		p.Quit()
		machine.Wait()
	})
}

func TestEveryButtonIsHeardInOrder(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	var heard []Button
	var p *Panel
	p = NewPanel(func(b Button) {
		heard = append(heard, b)
		if b == "off" {
			p.Quit()
		}
	}, 2)
	stage.Run(t, func() {
		var machine sync.WaitGroup
		machine.Go(p.Run)
		for _, b := range []Button{"stir", "", "stir", "off"} { // one has no name
			assert.True(t, p.Press(b), "pressing %q before the red button", b)
		}
		machine.Wait()
	})
	assert.Equal(t, []Button{"stir", "", "stir", "off"}, heard,
		"These buttons were pressed, and the last one presses the red one.\n"+
			"The panel hears all of them, in order.")
}

// What was stirred must be heated three times, and the panel remembers two
// buttons. It waits with the third, and then the red one is pressed.
func TestWhoPressesTooMuchWaitsUntilTheRedButton(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	const remembers = 2
	var remembered, refused atomic.Int64
	var p *Panel
	p = NewPanel(func(b Button) {
		if b != "stir" {
			return
		}
		for range remembers + 1 {
			if p.Press("heat") {
				remembered.Add(1)
			} else {
				refused.Add(1)
			}
		}
	}, remembers)
	stage.Run(t, func() {
		var machine sync.WaitGroup
		machine.Go(p.Run)
		p.Press("stir")
		stage.Settle() // it stirs, and presses
		assert.Equal(t, []int64{remembers, 0}, []int64{remembered.Load(), refused.Load()},
			"The panel is busy and another %d buttons are pressed; so many it has taken, and refused.\n"+
				"It remembers %d; who presses one more waits.", remembers+1, remembers)
		var finger sync.WaitGroup
		finger.Go(func() { p.Press("heat") })
		stage.Settle() // somebody else waits, too
		p.Quit()
		machine.Wait()
		finger.Wait()
		p.Quit()
		p.Quit() // again, and nobody is there
		taken := 0
		for range remembers + 1 {
			if p.Press("heat") {
				taken++
			}
		}
		assert.LessOrEqual(t, taken, remembers,
			"The machine has stopped, and another %d buttons were pressed; so many it has taken.\n"+
				"Press returns false if that came to nothing because of the red one.", remembers+1)
	})
	assert.EqualValues(t, 1, refused.Load(),
		"A button that was being done waited to press another when the red one was pressed; so many were refused.\n"+
			"Press returns false if that came to nothing because of the red one.")
}

func TestTheMachineStopsOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		var red atomic.Bool
		var late, all int64 // counted by the machine alone
		var p *Panel
		p = NewPanel(func(b Button) {
			if red.Load() {
				late++
			}
			if all++; all < 4 {
				p.Press(b)
			}
		}, 2)
		p.Press("stir")
		var machine, inspector sync.WaitGroup
		inspector.Go(func() {
			p.Quit()
			red.Store(true)
		})
		machine.Go(p.Run)
		machine.Wait()
		inspector.Wait()
		explore.Sometimes("the machine stirs before it stops", all > late)
		explore.Sometimes("the machine stops before it stirs", all == 0)
		checkLate(t, late)
	})
}

func TestNobodyPressesInVainBeforeTheRedOneOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		p := NewPanel(func(Button) {}, 1)
		var heard [3]bool
		var machine, finger sync.WaitGroup
		machine.Go(p.Run)
		for i := range heard {
			finger.Go(func() { heard[i] = p.Press("stir") })
		}
		finger.Wait()
		p.Quit()
		machine.Wait()
		assert.Equal(t, [3]bool{true, true, true}, heard, "Three people pressed a button each at the same time, and the red one was pressed after that; what Press said.")
	}, explore.Schedules(3000))
}

// Any buttons may be pressed at once, the red one too, and again.
func TestAnyTwoCallsAtOnceOnEverySchedule(t *testing.T) {
	explore.Pairs(t, func(t *testing.T) explore.Calls {
		p := NewPanel(func(Button) {}, 1)
		var panel sync.WaitGroup
		panel.Go(p.Run)
		t.Cleanup(func() {
			p.Quit()
			panel.Wait()
		})
		return explore.Calls{
			"press": func() { p.Press("stir") },
			"quit":  p.Quit,
		}
	})
}
