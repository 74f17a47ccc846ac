package building

import (
	"runtime"
	"sync"
	"sync/atomic"
	"testing"

	"racelab/internal/explore"
	"racelab/internal/stage"

	"github.com/stretchr/testify/assert"
	"go.uber.org/goleak"
)

// aside is a door of its own for one clone: it stays in there until nobody
// else can do more.
func aside() { stage.NewDoor(1000).Enter() }

func TestNoMoreClonesAreOutThanAreBearable(t *testing.T) {
	clones := 1 + max(runtime.NumCPU(), runtime.GOMAXPROCS(0)) // they mostly wait: more than processors
	corridors := clones + 5
	together := stage.NewDoor(1000)
	house := New(corridors, 5, func(Room) bool {
		together.Enter()
		return false
	})
	stage.Run(t, func() {
		_, found := house.Search(clones)
		assert.False(t, found, "a search for what is not there")
	})
	assert.Equal(t, clones, together.Most(),
		"a house of %d corridors was searched by %d clones; this many looked into a room at once.\n"+
			"More make your head ache, and fewer take longer than they must.", corridors, clones)
}

func TestEverybodyIsBackWhenTheSearchIsOver(t *testing.T) {
	home := make(chan struct{})
	defer close(home)
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())

	const clones = 3
	hidden := Room{Corridor: 0, Door: 1}
	first := stage.NewDoor(clones)
	var found, over atomic.Bool
	var late atomic.Int64
	house := New(clones, 1000, func(r Room) bool {
		first.Enter() // until all of them are out
		if r == hidden {
			found.Store(true)
			return true
		}
		if found.Load() {
			late.Add(1)
		}
		aside()
		if over.Load() {
			<-home // who is still out now stays out for the night
		}
		return false
	})
	stage.Run(t, func() {
		room, ok := house.Search(clones)
		over.Store(true)
		assert.True(t, ok, "a search for what is there")
		assert.Equal(t, hidden, room, "the room where it is")
	})
	assert.LessOrEqual(t, late.Load(), int64(clones),
		"doors opened by %d clones after the thing was found.\n"+
			"Each of the others may open one more; nobody told them to come back.", clones)
}

func TestEveryRoomIsLookedIntoOnce(t *testing.T) {
	want := map[Room]int{}
	for corridor := range 4 {
		for door := range 3 {
			want[Room{corridor, door}] = 1
		}
	}
	for _, clones := range []int{1, 3, 20} {
		var mu sync.Mutex
		looked := map[Room]int{}
		house := New(4, 3, func(r Room) bool {
			mu.Lock()
			defer mu.Unlock()
			looked[r]++
			return false
		})
		stage.Run(t, func() {
			_, found := house.Search(clones)
			assert.False(t, found, "a search for what is not there")
		})
		assert.Equal(t, want, looked,
			"how often each room was looked into by %d clones; the thing is in none of them.\n"+
				"A room that nobody looks into may be the one.", clones)
	}
}

func TestTheThingIsFoundAgain(t *testing.T) {
	for _, hidden := range []Room{{2, 1}, {0, 0}, {3, 2}} {
		house := New(4, 3, func(r Room) bool { return r == hidden })
		for search, clones := range []int{2, 2, 1} {
			stage.Run(t, func() {
				room, ok := house.Search(clones)
				assert.True(t, ok && room == hidden,
					"the thing is in %v; search %d of the same house, with %d clones, said %v, %t.", hidden, search+1, clones, room, ok)
			})
		}
	}
}

func TestTheSearchIsOverOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		hidden := Room{Corridor: 1, Door: 0}
		together := stage.NewDoor(3)
		var over atomic.Bool
		var late atomic.Int64
		house := New(3, 1, func(r Room) bool {
			together.Enter()
			if over.Load() {
				late.Add(1)
			}
			return r == hidden
		})
		room, ok := house.Search(2)
		over.Store(true)
		stage.Settle() // whoever is still out goes on
		assert.Zero(t, late.Load(),
			"rooms that a clone was in after Search had returned.\n"+
				"Everybody must be back by then.")
		assert.True(t, ok && room == hidden,
			"the thing is in %v; Search said %v, %t", hidden, room, ok)
		assert.LessOrEqual(t, together.Most(), 2,
			"clones who looked into a room at once; 2 were bearable.")
		explore.Sometimes("two clones look into a room at the same time", together.Most() == 2)
	})
}

// Who opens a door after the thing was found stays in there until nobody else
// can do more. Then everybody knows.
func TestEachOpensOneMoreDoorOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		hidden := Room{Corridor: 0, Door: 0}
		var found, known atomic.Bool
		var late atomic.Int64
		house := New(4, 2, func(r Room) bool {
			if known.Load() {
				late.Add(1)
			}
			if found.Load() {
				stage.Settle()
				known.Store(true)
			}
			if r == hidden {
				found.Store(true)
			}
			return r == hidden
		})
		house.Search(2)
		assert.Zero(t, late.Load(),
			"doors that were opened after one clone had found the thing and the others had opened one more each.\n"+
				"They come back then, and nobody goes down another corridor.")
	})
}

func TestTwoBuildingsHaveNothingInCommonOnEverySchedule(t *testing.T) {
	explore.Apart(t, func(t *testing.T) explore.Calls {
		house := New(2, 1, func(r Room) bool { return r.Corridor == 1 })
		return explore.Calls{"search": func() { house.Search(2) }}
	})
}
