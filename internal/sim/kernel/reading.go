package kernel

// A clock that is read twice has moved on meanwhile, if only by a nanosecond,
// and programs count on it. Virtual time does not move for that; but a reading
// is larger than all those that happened before it, because they are counted: it
// is Lamport's logical clock (1978), kept where the vector clocks have the
// component of the task that no goroutine is. Readings that nothing orders do
// not depend on each other. In a bubble of testing/synctest a clock stands still.
func (t *Task) reading() int64 {
	if x.bubbles > 0 {
		return 0
	}
	before := int64(t.vc.at(ClockID))
	t.vc.tick(ClockID)
	return before
}
