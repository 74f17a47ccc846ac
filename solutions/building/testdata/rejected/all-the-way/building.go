// Rejected: everybody is waited for, but nobody is told: each walks to the end of the corridor.
// Belief: who-waits-sees-a-flag

// Package building searches a tall building for the one room in which
// something is hidden.
package building

import "sync"

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
	found := make(chan Room, 1)
	bearable := make(chan struct{}, clones)
	var out sync.WaitGroup
	for corridor := range b.corridors {
		bearable <- struct{}{}
		out.Go(func() {
			defer func() { <-bearable }()
			b.walk(corridor, found)
		})
	}
	out.Wait()
	close(found)

	room, ok := <-found
	return room, ok
}

// walk goes down one corridor and sends the room where the thing is to found.
func (b *Building) walk(corridor int, found chan<- Room) {
	for door := range b.doors {
		room := Room{corridor, door}
		if b.look(room) {
			found <- room
			return
		}
	}
}
