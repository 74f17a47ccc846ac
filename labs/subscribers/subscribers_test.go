package subscribers

import (
	"slices"
	"strconv"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"go.uber.org/goleak"

	"racelab/internal/explore"
	"racelab/internal/stage"
)

const room, many = 3, 200

// announce tells the town that cakes 1 to n are ready.
func announce(b *Bakery, n int) {
	for i := range n {
		b.Announce(strconv.Itoa(i + 1))
	}
}

// empty takes the notes out of the letterbox, to its end.
func empty(r *Reader) []int {
	var notes []int
	for note := range r.Box() {
		n, _ := strconv.Atoi(note)
		notes = append(notes, n)
	}
	return notes
}

// One reader is on holiday. The baker must not stand at that letterbox.
func TestTheBakerWaitsForNoReader(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	b := Open(room)
	b.Subscribe()
	go announce(b, many)
	stage.Run(t, stage.Settle)
}

func TestAReaderOnHolidayFindsTheBoxFull(t *testing.T) {
	b := Open(room)
	away := b.Subscribe()
	stage.Run(t, func() {
		announce(b, many)
		away.Cancel()
		notes := empty(away)
		assert.GreaterOrEqual(t, len(notes), room,
			"%d notes were brought for a reader on holiday; this many were in the box.\n"+
				"It has room for %d.\n"+
				"next: go tool lab hint subscribers", many, room)
		assert.True(t, slices.IsSorted(notes),
			"The notes in the box are %v.\n"+
				"They lie there in the order of the news.\n"+
				"next: go tool lab hint subscribers", notes)
	})
}

func TestAReaderWhoKeepsUpMissesNothing(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	b := Open(room)
	b.Subscribe().Cancel() // somebody who changed his mind
	reader := b.Subscribe()
	stage.Run(t, func() {
		for _, news := range []string{"rye", "spelt", "cake"} {
			b.Announce(news)
			assert.Equal(t, news, <-reader.Box(), "the news that was announced just now")
		}
		announce(b, room)
		reader.Cancel()
		reader.Cancel()
		assert.Equal(t, []int{1, 2, 3}, empty(reader),
			"As many notes were brought as the box has room for, and then the subscription ended.\n"+
				"next: go tool lab hint subscribers")
	})
}

func TestNobodyWaitsOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		b := Open(1)
		reader := b.Subscribe()
		var baker, postman sync.WaitGroup
		baker.Go(func() { announce(b, 2) })
		postman.Go(reader.Cancel)
		postman.Wait()
		notes := empty(reader)
		baker.Wait()
		explore.Sometimes("the subscription ends before the first note", len(notes) == 0)
		explore.Sometimes("a note is in the box when the subscription ends", len(notes) > 0)
		assert.True(t, slices.IsSorted(notes),
			"Two notes were brought, and the box had room for one: %v.\n"+
				"They lie there in the order of the news.\n"+
				"next: go tool lab hint subscribers", notes)
	})
}

func TestTheReaderLeavesOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		b := Open(1)
		leaves, stays := b.Subscribe(), b.Subscribe()
		var town sync.WaitGroup
		town.Go(leaves.Cancel)
		town.Go(leaves.Cancel)
		b.Announce("1")
		town.Wait()
		stays.Cancel()
		assert.Equal(t, []int{1}, empty(stays),
			"A note was brought while another reader left.\n"+
				"It is in the box of whoever stayed.\n"+
				"next: go tool lab hint subscribers")
	})
}
