package program

import (
	"sync"
	"time"

	"racelab/internal/group"
)

// A patience is over when a process has given no sign for long: of its own time, where the
// system tells that, so that a busy machine, or a process that is stopped for a while,
// comes to the same verdict; else of the clock's.
type patience struct {
	long time.Duration
	pid  int
	end  func()

	mu     sync.Mutex
	timer  *time.Timer
	looked time.Time
	used   time.Duration // of processors, when it was last looked
}

// newPatience has end called, from another goroutine, when it is over.
func newPatience(pid int, long time.Duration, end func()) *patience {
	p := &patience{long: long, pid: pid, end: end, looked: time.Now()} // most processes are over before the first look
	p.mu.Lock()
	defer p.mu.Unlock()
	p.timer = time.AfterFunc(long, p.over)
	return p
}

// sign begins it anew.
func (p *patience) sign() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if time.Since(p.looked) > p.long/100 { // signs may come thick and fast
		p.used, _, _ = group.WorkOf(p.pid)
		p.looked = time.Now()
	}
	p.timer.Reset(p.long)
}

func (p *patience) over() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if used, works, known := group.WorkOf(p.pid); known && works && used-p.used < p.long {
		p.timer.Reset(p.long)
		return
	}
	p.end()
}

// stop ends it for good.
func (p *patience) stop() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.end = func() {} // the timer may have fired
	p.timer.Stop()
}
