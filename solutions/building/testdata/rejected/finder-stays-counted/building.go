// Rejected: whoever finds the thing comes home without being counted back; if there is only one clone, nobody goes out any more.
// Belief: every-way-out-is-covered

// Package building searches a tall building for the one room in which
// something is hidden.
package building

import (
	"context"
	"sync"
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
	ctx, callBack := context.WithCancel(context.Background())
	defer callBack()
	found := make(chan Room, 1)
	bearable := make(chan struct{}, clones) // holds one token for each clone who is out
	var out sync.WaitGroup                  // nobody is out when Search returns
	for corridor := range b.corridors {
		bearable <- struct{}{}
		out.Go(func() {
			if b.walk(ctx, corridor, found) {
				callBack()
				return
			}
			<-bearable
		})
	}
	out.Wait()
	close(found)

	room, ok := <-found
	return room, ok
}

// walk goes down one corridor until ctx ends. It sends the room where the thing
// is to found, and says whether it did.
func (b *Building) walk(ctx context.Context, corridor int, found chan<- Room) bool {
	for door := range b.doors {
		room := Room{corridor, door}
		if ctx.Err() != nil {
			return false
		}
		if b.look(room) {
			found <- room
			return true
		}
	}
	return false
}
