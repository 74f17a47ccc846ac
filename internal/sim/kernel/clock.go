package kernel

// A VC is a vector clock: for each task the number of its last step that
// happened before (Lamport, 1978; Mattern, 1989). It orders memory accesses
// for the search for data races and follows The Go Memory Model; the order in
// which the search explores events is another one and none of its business.
type VC []uint32

func (c VC) at(task int32) uint32 {
	if int(task) < len(c) {
		return c[task]
	}
	return 0
}

// join makes c the least clock that both c and d happened before.
func (c *VC) join(d VC) {
	c.grow(len(d))
	own := (*c)[:len(d)]
	for i, v := range d {
		if v > own[i] {
			own[i] = v
		}
	}
}

// set makes c a copy of d.
func (c *VC) set(d VC) { *c = append((*c)[:0], d...) }

func (c *VC) tick(task int32) {
	c.grow(int(task) + 1)
	(*c)[task]++
}

func (c *VC) grow(n int) {
	if missing := n - len(*c); missing > 0 {
		*c = append(*c, make([]uint32, missing)...)
	}
}

// A Sync is the clock that a mutex, channel or other object hands from one
// task to the next. Its zero value is ready; it forgets what earlier
// executions left in it.
type Sync struct {
	vc    VC
	epoch uint64
}

// Acquire orders what was released into s before what t does from now on.
func (s *Sync) Acquire(t *Task) {
	if t != nil && s.epoch == epoch {
		t.vc.join(s.vc)
	}
}

// Release orders what t did so far before what others do after they acquire s.
func (s *Sync) Release(t *Task) {
	if t == nil {
		return
	}
	s.fresh(len(t.vc))
	s.vc.join(t.vc)
	t.vc.tick(t.ID)
}

// Replace is Release, except that s forgets what was released before.
func (s *Sync) Replace(t *Task) {
	if t == nil {
		return
	}
	s.fresh(len(t.vc))
	s.vc.set(t.vc)
	t.vc.tick(t.ID)
}

// fresh prepares s for a clock of n tasks.
func (s *Sync) fresh(n int) {
	if s.epoch != epoch {
		s.epoch, s.vc = epoch, nil
	}
	if has := cap(s.vc); has < n { // twice as much, as append does: many goroutines may come, one after the other
		s.vc = append(VC(clocks.Take(max(n, 2*has))), s.vc...)
	}
}

// clocks has the memory of every Sync's clock.
var clocks Arena[uint32]

// Keep returns a copy of c for as long as the execution lasts.
func (c VC) Keep() VC { return append(VC(clocks.Take(len(c))), c...) }

// Meet orders what either task did so far before what either does from now
// on, as a rendezvous on an unbuffered channel does.
func Meet(a, b *Task) {
	if a == nil || b == nil {
		return
	}
	a.vc.join(b.vc)
	b.vc.join(a.vc)
	a.vc.tick(a.ID)
	b.vc.tick(b.ID)
}

// A Moment is a point in the life of a task.
type Moment struct {
	task  int32
	clock uint32
}

// Moment returns the present one.
func (t *Task) Moment() Moment { return Moment{t.ID, t.vc.at(t.ID)} }

// Before reports whether m happened before what t does from now on. It can do so
// only if t has acquired what was released after m.
func (m Moment) Before(t *Task) bool { return m.In(t.vc) }

// Knows returns what happened before what t does next. It changes when t moves.
func (t *Task) Knows() VC { return t.vc }

// In reports whether m is among what c knows of.
func (m Moment) In(c VC) bool { return m.clock <= c.at(m.task) }
