package lateringer

import (
	"context"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"racelab/internal/explore"
	"racelab/internal/stage"

	"github.com/stretchr/testify/assert"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// station is a platform with one track.
type station struct {
	train chan string
	bell  chan struct{}
	once  sync.Once
	late  atomic.Bool // others have the platform
	wrong atomic.Bool // the bell rang for them
}

// newStation returns a platform at which those parcels have arrived.
func newStation(parcels ...string) *station {
	s := &station{train: make(chan string, 10), bell: make(chan struct{})}
	for _, parcel := range parcels {
		s.train <- parcel
	}
	return s
}

func (s *station) Wait() (string, bool) {
	select {
	case parcel := <-s.train:
		return parcel, true
	case <-s.bell:
		return "", false
	}
}

func (s *station) Ring() {
	if s.late.Load() {
		s.wrong.Store(true)
	}
	s.once.Do(func() { close(s.bell) })
}

func TestTheParcelIsBrought(t *testing.T) {
	stage.Run(t, func() {
		var h Hotel
		ctx, end := context.WithCancel(t.Context())
		s := newStation("hats")
		parcel, err := h.Fetch(ctx, s)
		assert.NoError(t, err)
		assert.Equal(t, "hats", parcel, "A train has brought a parcel.")
		s.late.Store(true)
		end()
		stage.Settle()
		assert.False(t, s.wrong.Load(),
			"The parcel was brought, and then ctx ended. The bell does not ring for a boy who is home.")
		assert.Zero(t, h.Out(), "The boy is home; boys who are out.")
	})
}

// slow is a platform from which it is a long way home.
type slow struct {
	*station
	home chan struct{}
}

func (s slow) Wait() (string, bool) {
	parcel, ok := s.station.Wait()
	<-s.home
	return parcel, ok
}

func TestTheGuestDoesNotWaitForTheBoy(t *testing.T) {
	stage.Run(t, func() {
		var h, other Hotel
		ctx, end := context.WithCancel(t.Context())
		s := slow{newStation(), make(chan struct{})}
		guest := make(chan error, 1)
		go func() {
			_, err := h.Fetch(ctx, s)
			guest <- err
		}()
		stage.Settle()
		assert.Equal(t, 1, h.Out(), "There is no train yet; boys who are out.")
		assert.Zero(t, other.Out(), "Another hotel has sent nobody; boys who are out.")
		end()
		stage.Settle()
		if assert.Len(t, guest, 1, "ctx has ended, and the boy has a long way home. Fetch returns at once.") {
			assert.ErrorIs(t, <-guest, context.Canceled)
		}
		assert.Equal(t, 1, h.Out(), "Fetch has returned, and the boy has a long way home; boys who are out.")
		close(s.home)
		stage.Settle()
		assert.Zero(t, h.Out(), "The boy is home, too; boys who are out.")
	})
}

func TestTheGuestHearsWhyThereIsNoParcel(t *testing.T) {
	stage.Run(t, func() {
		var h Hotel
		ctx, end := context.WithDeadline(t.Context(), time.Now())
		defer end()
		_, err := h.Fetch(ctx, newStation())
		assert.ErrorIs(t, err, context.DeadlineExceeded, "A guest had no time at all, and no train came; what Fetch returned.")
	})
}

func TestTheParcelHasNoName(t *testing.T) {
	stage.Run(t, func() {
		var h Hotel
		parcel, err := h.Fetch(t.Context(), newStation(""))
		assert.NoError(t, err, "A train has brought a parcel on which nothing is written; the error.")
		assert.Empty(t, parcel, "A train has brought a parcel on which nothing is written; what is written on the one that was brought.")
	})
}

func TestTheBoyComesHomeOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		var h Hotel
		ctx, end := context.WithCancel(t.Context())
		go end()
		_, err := h.Fetch(ctx, newStation())
		assert.ErrorIs(t, err, context.Canceled, "No train came, and ctx ended.")
	})
}

func TestTheBellRingsForNobodyElseOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		var h Hotel
		ctx, end := context.WithCancel(t.Context())
		s := newStation("hats")
		go end()
		parcel, err := h.Fetch(ctx, s)
		if err == nil {
			s.late.Store(true) // another boy is sent there now
			assert.Equal(t, "hats", parcel)
		}
		stage.Settle()
		explore.Sometimes("the parcel is brought", err == nil)
		explore.Sometimes("the boy is called back", err != nil)
		assert.False(t, s.wrong.Load(),
			"A train came, and ctx ended. Fetch had returned the parcel, and then the bell rang.\n"+
				"Others have the platform then, and would come home for nothing.")
	})
}

func TestEveryBoyIsCountedOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		var h Hotel
		var guest sync.WaitGroup
		guest.Go(func() { h.Fetch(context.Background(), newStation("hats")) })
		h.Fetch(context.Background(), newStation("shoes"))
		guest.Wait()
		stage.Settle()
		assert.Zero(t, h.Out(), "Two boys were sent at once, and both have come home; boys who are out.")
	})
}

func TestAnyTwoCallsAtOnceOnEverySchedule(t *testing.T) {
	explore.Pairs(t, func(t *testing.T) explore.Calls {
		var h Hotel
		return explore.Calls{
			"fetch": func() { h.Fetch(context.Background(), newStation("hats")) },
			"out":   func() { h.Out() },
		}
	})
}
