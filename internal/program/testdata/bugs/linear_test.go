package bugs

import (
	"sync"
	"sync/atomic"
	"testing"

	"racelab/internal/explore"
)

// plates is what each stack here does for one goroutine.
type plates interface {
	Push(plate int)
	Pop() (plate int, ok bool)
}

type pile struct{ plates []int }

func (p *pile) Push(plate int) { p.plates = append(p.plates, plate) }

func (p *pile) Pop() (int, bool) {
	if len(p.plates) == 0 {
		return 0, false
	}
	top := p.plates[len(p.plates)-1]
	p.plates = p.plates[:len(p.plates)-1]
	return top, true
}

func emptyPile() plates { return &pile{} }

var plateCalls = explore.Operations[plates]{
	"Push(1)": func(p plates) []any { p.Push(1); return nil },
	"Pop()":   func(p plates) []any { return explore.Results(p.Pop()) },
}

// looks is a stack each of whose steps holds the lock; but Pop takes two.
type looks struct {
	mu sync.Mutex
	pile
}

func (l *looks) Push(plate int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.pile.Push(plate)
}

func (l *looks) empty() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.plates) == 0
}

func (l *looks) Pop() (int, bool) {
	if l.empty() {
		return 0, false
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	plate, _ := l.pile.Pop()
	return plate, true
}

// want: not linearizable
func TestLinearPopThatLooksFirst(t *testing.T) {
	explore.Linearizable(t, func() plates { return &looks{} }, emptyPile, plateCalls)
}

type locked struct{ looks }

func (l *locked) Pop() (int, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.pile.Pop()
}

// want: passed
func TestLinearPopThatLooksFirstFixed(t *testing.T) {
	explore.Linearizable(t, func() plates { return &locked{} }, emptyPile, plateCalls)
}

// tray is a queue that counts apart from what is in it.
type tray struct {
	mu    sync.Mutex
	eggs  []int
	count atomic.Int64
}

func (q *tray) Put(egg int) {
	q.mu.Lock()
	q.eggs = append(q.eggs, egg)
	q.mu.Unlock()
	q.count.Add(1)
}

func (q *tray) Take() (egg int, ok bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if len(q.eggs) == 0 {
		return 0, false
	}
	egg, q.eggs = q.eggs[0], q.eggs[1:]
	q.count.Add(-1)
	return egg, true
}

func (q *tray) Len() int { return int(q.count.Load()) }

type eggs interface {
	Put(egg int)
	Take() (egg int, ok bool)
	Len() int
}

var eggCalls = explore.Operations[eggs]{
	"Put(1)": func(q eggs) []any { q.Put(1); return nil },
	"Take()": func(q eggs) []any { return explore.Results(q.Take()) },
	"Len()":  func(q eggs) []any { return explore.Results(q.Len()) },
}

// want: not linearizable
func TestLinearLenThatIsLate(t *testing.T) {
	explore.Linearizable(t, func() eggs { return &tray{} }, nil, eggCalls)
}

type counted struct{ tray }

func (q *counted) Put(egg int) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.eggs = append(q.eggs, egg)
	q.count.Add(1)
}

func (q *counted) Len() int {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.tray.Len()
}

// want: passed
func TestLinearLenThatIsLateFixed(t *testing.T) {
	explore.Linearizable(t, func() eggs { return &counted{} }, nil, eggCalls)
}
