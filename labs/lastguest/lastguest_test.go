package lastguest

import (
	"sync"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"

	"racelab/internal/explore"
	"racelab/internal/stage"
)

// A servant lights the fires of a house and puts them out.
type servant struct {
	t     *testing.T
	house *House
	salon fireplace
	other fireplace
}

type fireplace struct {
	name  string
	burns atomic.Bool
	busy  atomic.Bool
	slow  func() // while it is lit or put out
}

// serve returns a servant with a house of two rooms.
func serve(t *testing.T) *servant {
	s := &servant{t: t}
	s.salon.name, s.other.name = "salon", "library"
	s.house = Open(func(room string) { s.at(room).turn(t, true) }, func(room string) { s.at(room).turn(t, false) })
	return s
}

func (s *servant) at(room string) *fireplace {
	if room == s.salon.name {
		return &s.salon
	}
	return &s.other
}

// turn lights the fire, or puts it out.
func (f *fireplace) turn(t *testing.T, on bool) {
	assert.False(t, f.busy.Swap(true),
		"In the %s a fire was being lit or put out, and light or putOut was called for it.\n"+
			"There is one of them at a time in each room.", f.name)
	if f.slow != nil {
		f.slow()
	}
	assert.NotEqual(t, on, f.burns.Swap(on),
		"In the %s a fire burns: %t. Then light was called if this is true, and putOut if it is false: %t.", f.name, !on, on)
	f.busy.Store(false)
}

// visit is what a guest of the salon sees, who comes and goes.
func (s *servant) visit() {
	s.house.Enter(s.salon.name)
	s.warm()
	s.house.Leave(s.salon.name)
}

func (s *servant) warm() {
	assert.True(s.t, s.salon.burns.Load(), "Somebody has entered the salon and not left it; a fire burns there.")
}

func (s *servant) cold() {
	assert.False(s.t, s.salon.burns.Load(), "All have left the salon; a fire burns there.")
}

// Two guests come and go.
func TestTwoGuestsOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		s := serve(t)
		var bert sync.WaitGroup
		bert.Go(s.visit)
		s.visit()
		bert.Wait()
		s.cold()
	})
}

// Anna leaves while two others come, who stay.
func TestTwoComeWhileOneLeavesOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		s := serve(t)
		s.house.Enter("salon")
		var bert, carl sync.WaitGroup
		bert.Go(func() {
			s.house.Enter("salon")
			s.warm()
		})
		carl.Go(func() {
			s.house.Enter("salon")
			s.warm()
		})
		s.house.Leave("salon")
		bert.Wait()
		carl.Wait()
		s.warm()
		s.house.Leave("salon")
		s.warm()
		s.house.Leave("salon")
		s.cold()
	})
}

// Anna leaves, somebody else comes and goes, and Bert is on his way in all the time.
func TestOneIsSlowAtTheDoorOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		s := serve(t)
		s.house.Enter("salon")
		var bert sync.WaitGroup
		bert.Go(func() {
			s.house.Enter("salon")
			s.warm()
		})
		s.house.Leave("salon")
		s.visit()
		bert.Wait()
		s.warm()
		s.visit()
		s.warm()
		s.house.Leave("salon")
		s.cold()
	})
}

// The fire is being put out when Bert comes to the door. When he is in, Carl comes.
func TestSomebodyComesWhileTheFireIsPutOut(t *testing.T) {
	stage.Run(t, func() {
		s := serve(t)
		s.house.Enter("salon")
		goOn := make(chan struct{})
		s.salon.slow = func() { <-goOn }
		var anna, bert sync.WaitGroup
		anna.Go(func() { s.house.Leave("salon") })
		stage.Settle()
		bert.Go(func() { s.house.Enter("salon") })
		stage.Settle()
		close(goOn)
		anna.Wait()
		bert.Wait()
		s.warm()
		s.house.Enter("salon")
		s.house.Leave("salon")
		s.warm()
	})
}

// The fire in the library takes long, to light and to put out.
func TestNobodyWaitsForAFireInAnotherRoom(t *testing.T) {
	stage.Run(t, func() {
		s := serve(t)
		var reader sync.WaitGroup
		for _, what := range []func(string){s.house.Enter, s.house.Leave} {
			goOn := make(chan struct{})
			s.other.slow = func() { <-goOn }
			var guest sync.WaitGroup
			reader.Go(func() { what("library") })
			stage.Settle()
			guest.Go(s.visit)
			guest.Go(s.visit)
			guest.Wait()
			close(goOn)
			reader.Wait()
		}
	})
}

// Somebody waits in the library until its fire is put out, and somebody in the salon
// likewise. The fire in the salon is out first.
func TestWhoWaitsIsCalledToTheRightRoom(t *testing.T) {
	stage.Run(t, func() {
		s := serve(t)
		s.house.Enter("salon")
		s.house.Enter("library")
		salon, library := make(chan struct{}), make(chan struct{})
		s.salon.slow, s.other.slow = func() { <-salon }, func() { <-library }
		var guests sync.WaitGroup
		var inside atomic.Bool
		for _, room := range []string{"library", "salon"} {
			guests.Go(func() { s.house.Leave(room) })
			stage.Settle()
			guests.Go(func() {
				s.house.Enter(room)
				if room == "salon" {
					inside.Store(true)
				}
			})
			stage.Settle() // the fire is being put out
		}
		close(salon)
		stage.Settle()
		assert.True(t, inside.Load(), "Somebody came to the salon while the fire was put out there, and now it is; it takes long in the library only. The guest is in the salon.")
		close(library)
		guests.Wait()
	})
}

func TestARoomWithoutANameIsWarm(t *testing.T) {
	stage.Run(t, func() {
		lit, out := 0, 0
		house := Open(func(string) { lit++ }, func(string) { out++ })
		house.Enter("")
		assert.Equal(t, []int{1, 0}, []int{lit, out}, "Somebody entered a room that has no name; fires lit there, and put out.")
		house.Leave("")
		assert.Equal(t, []int{1, 1}, []int{lit, out}, "Somebody entered a room that has no name, and left it; fires lit there, and put out.")
	})
}

func TestAnOrdinaryEvening(t *testing.T) {
	stage.Run(t, func() {
		s := serve(t)
		s.cold()
		for range 2 {
			s.house.Enter("salon")
			s.house.Enter("library")
			s.visit()
			s.warm()
			s.house.Leave("library")
			assert.False(t, s.other.burns.Load(), "Somebody left the library, and others are in the salon; a fire burns in the library.")
			s.house.Leave("salon")
			s.cold()
		}
	})
}

// Guests come and go in two rooms.
func TestAnyTwoCallsAtOnceOnEverySchedule(t *testing.T) {
	explore.Pairs(t, func(t *testing.T) explore.Calls {
		s := serve(t)
		return explore.Calls{
			"salon": s.visit,
			"library": func() {
				s.house.Enter("library")
				s.house.Leave("library")
			},
		}
	})
}
