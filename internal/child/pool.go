package child

import (
	"bufio"
	"bytes"
	"encoding/json"
	"slices"
	"time"

	"racelab/internal/search"
	"racelab/internal/sim/kernel"
	"racelab/internal/sim/std/racelab/explore"
	"racelab/internal/trace"
)

// When a search is parted, in steps, so that a small one never is, and it does not depend on the
// machine.
const (
	partFirst = 200_000
	partEvery = 40_000
)

// atOnce is how many jobs a worker may have, so that it does not wait for the next while this
// process waits for a processor.
const atOnce = 2

// pool has workers do the jobs of a search, ahead of the session that comes to them in their
// order. Where there are no workers, the session does all itself.
type pool struct {
	s     *session
	size  int
	start func() (*worker, error)
	limit int // see takeOver

	begun   bool
	free    []*worker // each as often as it can be given a job; see atOnce
	alive   int
	search  int // how many times Drop was called
	errand  errand
	queue   []*search.Job        // what is needed first comes last
	waiting map[*search.Job]bool // in queue, or being done
	done    map[*search.Job]*did
	inbox   chan heard
}

// heard is a line that a worker has written; at its end there is one more, which is nil.
// The session reads them between executions: package json asks package reflect, in which
// an execution under way takes every call for one of its own.
type heard struct {
	by   *worker
	line []byte
}

func newPool(s *session, size int, start func() (*worker, error)) *pool {
	return &pool{s: s, size: size, start: start, waiting: map[*search.Job]bool{}, done: map[*search.Job]*did{}, inbox: make(chan heard, 64)}
}

// parting returns who does jobs of a search that may make limit steps.
func (s *session) parting(limit int) search.Helper {
	if s.helper == nil {
		return nil
	}
	s.helper.limit = limit
	return s.helper
}

// Offer is part of search.Helper.
func (p *pool) Offer(jobs []*search.Job) {
	p.hire()
	if p.alive == 0 {
		return
	}
	p.errand = p.s.errand()
	p.add(jobs)
	p.give()
}

// add puts jobs where they belong in the queue: the session takes what comes of them in its
// own order, and what is done long before that would be kept, and lost if the search ends.
func (p *pool) add(jobs []*search.Job) {
	for _, j := range jobs {
		p.waiting[j] = true
	}
	p.queue = search.InOrder(p.queue, jobs)
}

// Drop is part of search.Helper.
func (p *pool) Drop() {
	p.search++
	p.queue = nil
	clear(p.waiting)
	clear(p.done)
}

// Take is part of search.Helper.
func (p *pool) Take(job *search.Job) *search.Outcome {
	for {
		d, waits := p.look(job)
		if !waits {
			if d == nil || !p.s.takeOver(d, p.limit) {
				return nil
			}
			return &d.Came
		}
		select {
		case m := <-p.inbox:
			p.hear(m)
		case <-time.After(100 * time.Millisecond):
		}
		p.s.progress()
		if p.s.spent() {
			return nil
		}
	}
}

// ahead returns how many executions have shown nothing in jobs that nobody has taken.
func (p *pool) ahead() (executions int) {
	p.hearAll()
	for _, d := range p.done {
		if d.Quiet {
			executions += d.Executions
		}
	}
	return executions
}

// look returns what came of job, if it is known, and whether it is worth waiting for.
func (p *pool) look(job *search.Job) (d *did, waits bool) {
	p.hearAll()
	d = p.done[job]
	delete(p.done, job)
	return d, d == nil && p.waiting[job] && p.alive > 0
}

// hire starts the workers, once.
func (p *pool) hire() {
	if p.begun {
		return
	}
	p.begun = true
	for range p.size {
		w, err := p.start()
		if err != nil {
			break // fewer of them are slower, and nothing else
		}
		p.free = append(p.free, w)
		p.alive++
		kernel.Expect(1)
		go p.listen(w)
	}
	p.free = slices.Repeat(p.free, atOnce)
}

// give hands out what waits.
func (p *pool) give() {
	for len(p.queue) > 0 && len(p.free) > 0 {
		w, e, last := p.free[0], p.errand, len(p.queue)-1
		e.Job = p.queue[last]
		p.free, p.queue = p.free[1:], p.queue[:last]
		w.has = append(w.has, given{e.Job, p.search})
		w.say(e)
	}
}

// listen takes in what a worker has to say, until it ends.
func (p *pool) listen(w *worker) {
	lines := bufio.NewScanner(w.out)
	lines.Buffer(make([]byte, 64<<10), maxAsk)
	for lines.Scan() {
		p.inbox <- heard{w, bytes.Clone(lines.Bytes())}
	}
	_ = w.process.Kill() // it has ended, or will not be heard any more
	_, _ = w.process.Wait()
	p.inbox <- heard{by: w}
}

// hearAll hears what workers have said so far.
func (p *pool) hearAll() {
	for {
		select {
		case m := <-p.inbox:
			p.hear(m)
		default:
			return
		}
	}
}

// hear acts on what a worker has said.
func (p *pool) hear(m heard) {
	w := m.by
	if m.line == nil {
		p.alive--
		p.free = slices.DeleteFunc(p.free, func(other *worker) bool { return other == w })
		for len(w.has) > 0 {
			p.settle(w, &did{})
		}
		return
	}
	var said trace.Message
	if json.Unmarshal(m.line, &said) != nil {
		_ = w.process.Kill()
		return
	}
	switch {
	case said.History != nil:
		w.say(trace.Explained{Explained: explore.Explained(said.History)})
	case said.Done != nil:
		d := &did{}
		_ = json.Unmarshal(said.Done, d) // what cannot be read is not quiet
		p.settle(w, d)
		p.free = append(p.free, w)
		p.give()
	}
}

// settle notes what came of the first job that w has.
func (p *pool) settle(w *worker, d *did) {
	if len(w.has) == 0 {
		return // what the program itself wrote there
	}
	g := w.has[0]
	w.has = w.has[1:]
	if g.search == p.search {
		delete(p.waiting, g.job)
		p.done[g.job] = d
		g.job.Parts(0, d.Came.Parted)
		p.add(d.Came.Parted)
	}
}
