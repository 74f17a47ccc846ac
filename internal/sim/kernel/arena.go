package kernel

// An Arena has memory for what lasts as long as an execution. A program makes its mutexes
// and wait groups anew in each, so what belongs to them is all given out again.
type Arena[T any] struct {
	room  []T
	used  int
	epoch uint64
}

// Take returns an empty slice with room for n.
func (a *Arena[T]) Take(n int) []T {
	if a.epoch != epoch {
		a.epoch, a.used = epoch, 0
	}
	if a.used+n > len(a.room) {
		a.room, a.used = make([]T, 2*len(a.room)+n), 0
	}
	from := a.used
	a.used += n
	return a.room[from:from:a.used]
}
