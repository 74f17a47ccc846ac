// Accepted: rooms are dealt one by one, over a channel without room, until the finder closes another one.

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
	rooms := make(chan Room)
	done := make(chan struct{})
	found := make(chan Room, 1)
	var out sync.WaitGroup
	for range clones {
		out.Go(func() {
			for room := range rooms {
				if b.look(room) {
					found <- room
					close(done)
					return
				}
			}
		})
	}
	b.deal(rooms, done)
	out.Wait()
	close(found)

	room, ok := <-found
	return room, ok
}

// deal sends all rooms to the clones until done.
func (b *Building) deal(rooms chan<- Room, done <-chan struct{}) {
	defer close(rooms)
	for corridor := range b.corridors {
		for door := range b.doors {
			select {
			case <-done:
				return
			default:
			}
			select {
			case rooms <- Room{corridor, door}:
			case <-done:
				return
			}
		}
	}
}
