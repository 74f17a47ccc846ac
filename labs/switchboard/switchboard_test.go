package switchboard

import (
	"slices"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"go.uber.org/goleak"

	"racelab/internal/explore"
	"racelab/internal/stage"
)

// book is what the operator has written down.
type book struct {
	mu      sync.Mutex
	callers []string
	busy    int // calls that are being answered
	clashes int // how often she was to answer two at once
}

func (b *book) answer(c Call) {
	b.change(func() {
		b.clashes += b.busy
		b.busy++
		b.callers = append(b.callers, c.From)
	})
	b.change(func() { b.busy-- })
}

func (b *book) change(how func()) {
	b.mu.Lock()
	defer b.mu.Unlock()
	how()
}

// check asks whether everybody who called was answered, and once.
func (b *book) check(t *testing.T, called ...string) {
	t.Helper()
	var answered []string
	clashes := 0
	b.change(func() { answered, clashes = slices.Sorted(slices.Values(b.callers)), b.clashes })
	assert.Equal(t, called, answered,
		"These people called, and then all lines were closed.\n"+
			"Everybody who calls before the night of his street is answered, once.")
	assert.Zero(t, clashes,
		"How often a call was to be answered before the one before was done.\n"+
			"There is one operator.")
}

func TestTheOperatorGoesHomeWhenAllLinesAreClosed(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	var seen book
	hill, mill := make(chan Call), make(chan Call)
	stage.Run(t, func() {
		New(hill, mill).Open(seen.answer)
		hill <- Call{From: "Anna", About: "the weather"}
		mill <- Call{From: "Bert", About: "a cake"}
		close(hill)
		mill <- Call{} // somebody who does not say a word
		mill <- Call{From: "Carl", About: "that cake"}
		close(mill)
		stage.Settle()
	})
	seen.check(t, "", "Anna", "Bert", "Carl")
}

func TestABusyLineWaitsForNoSilentOne(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	var seen book
	lines := []chan Call{make(chan Call), make(chan Call), make(chan Call)}
	stage.Run(t, func() {
		New(lines[0], lines[1], lines[2]).Open(seen.answer)
		close(lines[0])
		stage.Settle() // whoever believes that it is night everywhere goes to bed
		for range 3 {
			lines[2] <- Call{From: "Bert"}
		}
		close(lines[2])
		stage.Settle()
		lines[1] <- Call{From: "Anna"}
		close(lines[1])
		stage.Settle()
	})
	seen.check(t, "Anna", "Bert", "Bert", "Bert")
}

func TestABusyLineWaitsForNoSilentOneHoweverManyThereAre(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	var seen book
	streets := make([]chan Call, 20)
	var lines []Line
	for i := range streets {
		streets[i] = make(chan Call)
		lines = append(lines, streets[i])
	}
	stage.Run(t, func() {
		New(lines...).Open(seen.answer)
		streets[0] <- Call{From: "Anna"}
		streets[len(streets)-1] <- Call{From: "Bert"}
		for _, street := range streets {
			close(street)
		}
		stage.Settle()
	})
	seen.check(t, "Anna", "Bert")
}

func TestNobodySitsAtABoardWithoutLines(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	stage.Run(t, func() { New().Open(func(Call) {}) })
}

func TestTheOperatorGoesHomeOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		var seen book
		hill, mill := make(chan Call), make(chan Call)
		New(hill, mill).Open(seen.answer)
		go anna(hill)
		go bert(mill)
		stage.Settle()
		explore.Sometimes("Anna is answered first", slices.Index(seen.callers, "Anna") == 0)
		explore.Sometimes("Bert is answered first", slices.Index(seen.callers, "Bert") == 0)
		seen.check(t, "Anna", "Bert")
	})
}

func anna(hill chan<- Call) {
	hill <- Call{From: "Anna"}
	close(hill)
}

func bert(mill chan<- Call) {
	mill <- Call{From: "Bert"}
	close(mill)
}

func TestTwoBoardsHaveNothingInCommonOnEverySchedule(t *testing.T) {
	explore.Apart(t, func(t *testing.T) explore.Calls {
		hill := make(chan Call)
		board := New(hill)
		return explore.Calls{"open": func() {
			board.Open(func(Call) {})
			anna(hill)
			stage.Settle()
		}}
	})
}
