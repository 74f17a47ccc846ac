// Rejected: when it is night everywhere a call may still lie in the buffer, and the operator may see the night first.
// Belief: order-keeps-itself

// Package switchboard is the telephone exchange of a small town: many lines
// come in, and one operator answers.
package switchboard

import "sync"

// A Call comes in on a line.
type Call struct {
	From  string
	About string
}

// A Line carries the calls of one street. The telephone company closes it when
// it is night in that street; no two streets have the same night.
type Line <-chan Call

// Board is where all lines end.
type Board struct {
	lines []Line
}

// New returns a board with the given lines, if any. Each line is used by one
// board only.
func New(lines ...Line) *Board {
	return &Board{lines: lines}
}

// Open has the operator sit down and returns at once. She passes every call to
// answer, one at a time, and no line has to wait for the night of another. Her
// work is done when all lines are closed and every call was answered; then
// nobody is left at the board. Open is called once.
func (b *Board) Open(answer func(Call)) {
	calls, night := b.calls()
	go func() {
		for {
			select {
			case call := <-calls:
				answer(call)
			case <-night:
				return
			}
		}
	}()
}

// calls plugs all lines into one; the second channel is closed at night.
func (b *Board) calls() (<-chan Call, <-chan struct{}) {
	night := make(chan struct{})
	merged := make(chan Call, 1)
	// When all of them have come to their end, and not before, it is night.
	var lines sync.WaitGroup
	for _, line := range b.lines {
		lines.Go(func() {
			for call := range line {
				merged <- call
			}
		})
	}
	go func() {
		lines.Wait()
		close(night)
	}()
	return merged, night
}
