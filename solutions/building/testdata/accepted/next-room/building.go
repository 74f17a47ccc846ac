// Accepted: the clones count the rooms of the whole building up together, with one atomic number that the finder sends past the end.

// Package building searches a tall building for the one room in which
// something is hidden.
package building

import (
	"sync"
	"sync/atomic"
)

// Room is a door in a corridor; both are counted from 0.
type Room struct {
	Corridor int
	Door     int
}

// Building is a number of corridors with equally many rooms in each.
type Building struct {
	corridors int
	doors     int
	look      func(Room) bool
}

// New returns a building that has that many corridors, and doors in each. Look
// knocks on a room's door, which may take long, and says whether the thing is
// inside; it is in one room at most. Clones may look into different rooms at
// the same time.
func New(corridors, doors int, look func(Room) bool) *Building {
	return &Building{corridors: corridors, doors: doors, look: look}
}

// Search returns the room where the thing is, or false if it is in none. It
// sends out clones, at most that many at once, and no room is looked into
// twice. Once the thing is found, each of the others opens one more door at
// most. They are all back when Search returns.
func (b *Building) Search(clones int) (Room, bool) {
	all := int64(b.corridors) * int64(b.doors)
	var next atomic.Int64
	var found Room // written by the one who finds it, read when all are back
	var ok bool
	var out sync.WaitGroup
	for range clones {
		out.Go(func() {
			for n := next.Add(1) - 1; n < all; n = next.Add(1) - 1 {
				room := Room{int(n) / b.doors, int(n) % b.doors}
				if b.look(room) {
					found, ok = room, true
					next.Store(all)
				}
			}
		})
	}
	out.Wait()
	return found, ok
}
