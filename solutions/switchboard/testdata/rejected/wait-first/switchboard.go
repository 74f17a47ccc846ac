// Rejected: the board waits for all lines before anybody answers, and nobody can call.
// Belief: one-after-another-will-do

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
	calls := b.calls()
	go func() {
		for call := range calls {
			answer(call)
		}
	}()
}

// calls plugs all lines into one.
func (b *Board) calls() <-chan Call {
	merged := make(chan Call)
	var lines sync.WaitGroup
	for _, line := range b.lines {
		lines.Go(func() {
			for call := range line {
				merged <- call
			}
		})
	}
	lines.Wait()
	close(merged)
	return merged
}
