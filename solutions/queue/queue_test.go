package queue

import (
	"fmt"
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
	assert.Equal(t, b.taken, b.delivered,
		"letters that were taken, and how often each was delivered by the time that the post room was closed.\n"+
			"A writer was promised a delivery, and nobody else will do it.\n"+
			"next: go tool lab hint queue")
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
			b.send(post, fmt.Sprint("letter ", i))
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

func TestEveryLetterTakenIsDeliveredOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		var b book
		var onTheWay atomic.Bool
		var overlap bool
		post := Open(1, 1, func(letter string) {
			onTheWay.Store(true)
			b.deliver(letter)
			onTheWay.Store(false)
		})
		var first, second bool
		var writers sync.WaitGroup
		writers.Go(func() {
			first = b.send(post, "first letter")
			second = b.send(post, "second letter")
			overlap = second && onTheWay.Load()
		})
		post.Close()
		writers.Wait()
		b.check(t)
		explore.Sometimes("a letter is taken", first)
		explore.Sometimes("a letter comes too late", !second)
		explore.Sometimes("a letter is taken while another is on the way", overlap)
	})
}

func TestNoLetterIsDeliveredTwiceOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		var b book
		post := Open(2, 2, b.deliver)
		b.send(post, "first letter")
		b.send(post, "second letter")
		post.Close()
		b.check(t)
	})
}
