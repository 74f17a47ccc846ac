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
	stage.Run(t, func() {
		b := Open(room)
		b.Subscribe()
		go announce(b, many)
		stage.Settle()
	})
}

func TestAReaderOnHolidayFindsTheBoxFull(t *testing.T) {
	stage.Run(t, func() {
		b := Open(room)
		away := b.Subscribe()

		announce(b, many)
		away.Cancel()
		notes := empty(away)
		assert.GreaterOrEqual(t, len(notes), room,
			"%d notes were brought for a reader on holiday; this many were in the box.\n"+
				"It has room for %d.", many, room)
		assert.True(t, slices.IsSorted(notes),
			"The notes in the box are %v.\n"+
				"They lie there in the order of the news.", notes)

	})
}

func TestAReaderIsBackFromHoliday(t *testing.T) {
	stage.Run(t, func() {
		b := Open(room)
		reader := b.Subscribe()
		announce(b, many)
		for len(reader.Box()) > 0 {
			<-reader.Box()
		}
		b.Announce("bread")
		news, goesOn := <-reader.Box()
		assert.True(t, goesOn && news == "bread",
			"A reader came back from holiday and emptied the box, which was full, and then there was bread. He read %q; the subscription goes on: %t.\n"+
				"Where a box is full a note is lost, and nothing else.", news, goesOn)
	})
}

func TestAReaderWhoKeepsUpMissesNothing(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	stage.Run(t, func() {
		b := Open(room)
		b.Subscribe().Cancel() // somebody who changed his mind
		reader := b.Subscribe()

		for _, news := range []string{"rye", "", "cake"} { // one is empty
			b.Announce(news)
			assert.Equal(t, news, <-reader.Box(), "the news that was announced just now")
		}
		announce(b, room)
		reader.Cancel()
		reader.Cancel()
		assert.Equal(t, []int{1, 2, 3}, empty(reader),
			"As many notes were brought as the box has room for, and then the subscription ended.")

	})
}

// One box is full, and where it stands on the round is not laid down.
func TestAFullBoxIsNobodyElsesLoss(t *testing.T) {
	b := Open(1)
	stage.Run(t, func() {
		first, away, last := b.Subscribe(), b.Subscribe(), b.Subscribe()
		lost := 0
		for range many {
			b.Announce("cake")
			for _, reader := range []*Reader{first, last} {
				select {
				case <-reader.Box():
				default:
					lost++
				}
			}
		}
		away.Cancel()
		assert.Zero(t, lost,
			"%d notes were brought to three readers. One was on holiday, two emptied their boxes each time; notes that those two have missed.\n"+
				"Where a box is full, nobody else notices.", many)
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
				"They lie there in the order of the news.", notes)
	})
}

func TestTheBoxIsClosedWhenCancelReturnsOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		b := Open(1)
		reader := b.Subscribe()
		var baker sync.WaitGroup
		baker.Go(func() { b.Announce("1") })
		reader.Cancel()
		open := true
		for range 2 { // there may be a note in it
			select {
			case _, open = <-reader.Box():
			default:
			}
		}
		assert.False(t, open, "A reader has cancelled the subscription and looked into the box, which is closed when the subscription ends; whether it is still open.")
		baker.Wait()
	})
}

func TestABoxIsEmptiedMeanwhileOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		b := Open(1)
		reader := b.Subscribe()
		b.Announce("1")
		var home sync.WaitGroup
		home.Go(func() { <-reader.Box() })
		b.Announce("2")
		home.Wait()
		reader.Cancel()
	})
}

func TestTwoBakersFindRoomOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		b := Open(2)
		reader := b.Subscribe()
		var bakers sync.WaitGroup
		bakers.Go(func() { b.Announce("1") })
		bakers.Go(func() { b.Announce("2") })
		bakers.Wait()
		reader.Cancel()
		assert.ElementsMatch(t, []int{1, 2}, empty(reader),
			"Two bakers came to a box with room for two notes; the notes in it.")
	})
}

func TestTwoBakersComeOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		b := Open(1)
		reader := b.Subscribe()
		b.Announce("1")
		var bakers sync.WaitGroup
		bakers.Go(func() { b.Announce("2") })
		bakers.Go(func() { b.Announce("3") })
		bakers.Wait()
		reader.Cancel()
		assert.NotEmpty(t, empty(reader),
			"Two bakers came to a full box with room for one note; the notes in it.")
	})
}

func TestSomebodySubscribesMeanwhileOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		b := Open(1)
		var baker sync.WaitGroup
		baker.Go(func() { announce(b, 1) })
		reader := b.Subscribe()
		baker.Wait()
		reader.Cancel()
		notes := empty(reader)
		explore.Sometimes("the note comes before the subscription", len(notes) == 0)
		explore.Sometimes("the subscription comes before the note", len(notes) == 1)
	})
}

func TestTheReaderLeavesOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		b := Open(2)
		leaves, stays := b.Subscribe(), b.Subscribe()
		var town sync.WaitGroup
		town.Go(leaves.Cancel)
		town.Go(leaves.Cancel)
		b.Announce("1")
		town.Wait()
		b.Announce("2")
		stays.Cancel()
		assert.Equal(t, []int{1, 2}, empty(stays),
			"A note was brought while another reader left, and one after that.\n"+
				"They are in the box of whoever stayed.")
		assert.NotContains(t, empty(leaves), 2,
			"A reader cancelled, Cancel had returned, and then note 2 was brought; the notes in that box.\n"+
				"The subscription had ended.")
	})
}

// Readers come and go while news is announced, and some never empty their boxes.
func TestAnyTwoCallsAtOnceOnEverySchedule(t *testing.T) {
	explore.Pairs(t, func(t *testing.T) explore.Calls {
		b := Open(1)
		reader := b.Subscribe()
		return explore.Calls{
			"subscribe": func() { b.Subscribe() },
			"announce":  func() { b.Announce("cake") },
			"cancel":    reader.Cancel,
			"look": func() {
				select {
				case <-reader.Box():
				default:
				}
			},
		}
	})
}
