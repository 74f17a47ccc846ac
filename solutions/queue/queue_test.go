package queue

import (
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"racelab/internal/explore"
	"racelab/internal/stage"

	"github.com/stretchr/testify/assert"
)

// book notes which letters were taken and which were delivered.
type book struct {
	mu        sync.Mutex
	taken     map[string]int
	delivered map[string]int
}

func (b *book) note(list *map[string]int, letter string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if *list == nil {
		*list = map[string]int{}
	}
	(*list)[letter]++
}

// deliver is what the carriers do.
func (b *book) deliver(letter string) { b.note(&b.delivered, letter) }

// send hands a letter in and says whether it was taken.
func (b *book) send(p *Post, letter string) bool {
	ok := p.Send(letter)
	if ok {
		b.note(&b.taken, letter)
	}
	return ok
}

// check is called after Close, when all writers have an answer.
func (b *book) check(t *testing.T) {
	t.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	never, often := 0, 0
	for letter := range b.taken {
		if b.delivered[letter] == 0 {
			never++
		}
	}
	for letter, times := range b.delivered {
		if times > 1 || b.taken[letter] == 0 {
			often++
		}
	}
	assert.Zero(t, never,
		"%d letters were taken; by the time that the post room was closed this many had not been delivered.\n"+
			"A writer was promised a delivery, and nobody else will do it.", len(b.taken))
	assert.Zero(t, often,
		"%d letters were taken; this many were delivered more than once, or after they had been refused.\n"+
			"Somebody gets the same letter twice.", len(b.taken))
}

func TestLettersOnTheShelfAreDelivered(t *testing.T) {
	const letters = 60
	var b book
	hold := stage.NewDoor(letters)
	post := Open(2, letters, func(letter string) {
		hold.Enter() // the way is long: until nobody else can do more
		b.deliver(letter)
	})
	stage.Run(t, func() {
		for i := range letters {
			assert.True(t, b.send(post, fmt.Sprint("letter ", i)), "letter %d is handed in while the post room is open", i)
		}
		post.Close()
		b.check(t)
		assert.False(t, post.Send("too late"), "a letter is handed in after the post room was closed")
	})
	assert.Equal(t, 2, hold.Most(), "carriers who were on their way at the same time")
}

func TestWritersDoNotWaitForCarriers(t *testing.T) {
	const shelf = 5
	var b book
	evening := make(chan struct{})
	post := Open(1, shelf, func(letter string) {
		<-evening
		b.deliver(letter)
	})
	stage.Run(t, func() {
		for i := range shelf {
			assert.True(t, b.send(post, strings.Repeat("x", i)), "letter %d is handed in while the post room is open; in the first one there is nothing", i)
		}
		close(evening)
		post.Close()
		b.check(t)
	})
}

func TestWritersWhoWaitForRoomGetATrueAnswer(t *testing.T) {
	const writers = 20
	var b book
	hold := stage.NewDoor(2)
	post := Open(1, 1, func(letter string) {
		hold.Enter()
		b.deliver(letter)
	})
	stage.Run(t, func() {
		var all sync.WaitGroup
		for i := range writers {
			all.Go(func() { b.send(post, fmt.Sprint("letter ", i)) })
		}
		all.Go(func() {
			stage.NewDoor(2 * writers).Enter() // until the others wait for room
			post.Close()
		})
		all.Wait()
		b.check(t)
	})
}

func TestAWriterWaitsForRoom(t *testing.T) {
	const places = 3 // on the shelf, on the carrier's way, in the hand of whoever fills the shelf
	evening := make(chan struct{})
	post := Open(1, 1, func(string) { <-evening })
	stage.Run(t, func() {
		var in atomic.Int64
		var writer sync.WaitGroup
		writer.Go(func() {
			for range places + 1 {
				post.Send("a letter")
				in.Add(1)
			}
		})
		stage.NewDoor(2).Enter() // until the others wait
		assert.LessOrEqual(t, in.Load(), int64(places),
			"this many letters were handed in; one carrier is on the way, and the shelf has room for one.\n"+
				"Whoever finds the shelf full waits for room.")
		close(evening)
		writer.Wait() // there is room again, and the writer must hear of it
		post.Close()
	})
}

func TestALetterTakenIsDeliveredOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		var delivered atomic.Int64
		post := Open(1, 1, func(string) { delivered.Add(1) })
		var taken bool
		var writer sync.WaitGroup
		writer.Go(func() { taken = post.Send("a letter") })
		post.Close()
		got := delivered.Load()
		writer.Wait()
		checkOne(t, taken, got)
		explore.Sometimes("a letter is taken", taken)
		explore.Sometimes("a letter comes too late", !taken)
	})
}

func TestNoLetterIsDeliveredTwiceOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		var delivered atomic.Int64
		post := Open(2, 1, func(string) { delivered.Add(1) })
		taken := post.Send("a letter")
		post.Close()
		checkOne(t, taken, delivered.Load())
	})
}

func TestNobodyIsRefusedWhileThePostIsOpenOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		post := Open(1, 2, func(string) {})
		var taken [2]bool
		var writer sync.WaitGroup
		for i := range taken {
			writer.Go(func() { taken[i] = post.Send("a letter") })
		}
		writer.Wait()
		post.Close()
		assert.Equal(t, [2]bool{true, true}, taken, "two letters were handed in at the same time, and the post room was closed after that; what Send said.")
	})
}

func TestWhoeverWaitsForRoomHearsOfItOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		post := Open(2, 1, func(string) {})
		post.Send("first")
		post.Send("second") // there may be no room yet, but a carrier comes
		post.Close()
	})
}

// checkOne compares what a writer was told about one letter with how often it
// had been delivered when the post room was closed.
func checkOne(t *testing.T, taken bool, delivered int64) {
	t.Helper()
	var want int64
	if taken {
		want = 1
	}
	assert.Equal(t, want, delivered,
		"a letter was handed in, and Send said %t; this often it had been delivered when Close returned.\n"+
			"A writer was promised one delivery, and nobody else will do it.", taken)
}

// Letters come in while the post room is being closed, and after it.
func TestAnyTwoCallsAtOnceOnEverySchedule(t *testing.T) {
	explore.Pairs(t, func(t *testing.T) explore.Calls {
		post := Open(1, 1, func(string) {})
		var closing sync.WaitGroup
		closing.Go(post.Close)
		t.Cleanup(closing.Wait)
		return explore.Calls{"send": func() { post.Send("letter") }}
	})
}
