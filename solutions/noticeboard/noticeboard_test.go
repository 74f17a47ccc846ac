package noticeboard

import (
	"fmt"
	"sync"
	"sync/atomic"
	"testing"

	"racelab/internal/explore"
	"racelab/internal/stage"

	"github.com/stretchr/testify/assert"
)

func hang(notices ...string) *Board {
	board := &Board{}
	for _, notice := range notices {
		board.Pin(notice)
	}
	return board
}

func read(board *Board) (lines []string) {
	board.Read(func(line string) { lines = append(lines, line) })
	return lines
}

// lines returns what one reader sees on a board with the given notices.
func lines(notices ...string) (all []string) {
	for i, notice := range notices {
		all = append(all, fmt.Sprintf("%d of %d: %s", i+1, len(notices), notice))
	}
	return all
}

func TestTheBoardIsReadFromTheTop(t *testing.T) {
	stage.Run(t, func() {
		board := hang("no crumbs", "", "new ovens", "", "lost: one whisk", "new ovens")
		board.TakeDown("new ovens")
		board.TakeDown("")
		board.TakeDown("there is no such notice")
		assert.Equal(t, 4, board.Count(), "Six notices were pinned up and two were taken down, one of them empty; notices on the board.")
		assert.Equal(t, lines("no crumbs", "", "lost: one whisk", "new ovens"), read(board), "Six notices were pinned up, two of them empty and two with the same text, and the first of each two was taken down; what a reader sees.")
	})
}

// Somebody changes the board while a reader has read the first line only.
func TestTheBoardMayBeChangedWhileSomebodyReads(t *testing.T) {
	pin := func(b *Board) { b.Pin("lost: one whisk") }
	takeDown := func(b *Board) { b.TakeDown("no crumbs") }
	for _, change := range []struct {
		name string
		of   func(*Board)
	}{{"Pin", pin}, {"TakeDown", takeDown}} {
		ok := t.Run(change.name, func(t *testing.T) {
			board := hang("no crumbs", "new ovens")
			var seen []string
			stage.Run(t, func() {
				var clerk sync.WaitGroup
				board.Read(func(line string) {
					if seen = append(seen, line); len(seen) == 1 {
						clerk.Go(func() { change.of(board) })
						stage.Settle() // the clerk is done, or waits for the readers to go
					}
				})
				clerk.Wait()
			})
			assert.Equal(t, lines("no crumbs", "new ovens"), seen,
				"Two notices hung there when somebody began to read, and after the first line somebody changed the board; what the reader saw. That board never hung there.")
		})
		if !ok {
			return // a board that nobody can leave is in the way of the next one
		}
	}
}

func TestPeopleReadTogether(t *testing.T) {
	const people = 20
	board := hang("no crumbs")
	crowd := stage.NewDoor(people)
	stage.Run(t, func() {
		var readers sync.WaitGroup
		for range people {
			readers.Go(func() { board.Read(func(string) { crowd.Enter() }) })
		}
		readers.Wait()
	})
	assert.Equal(t, people, crowd.Most(), "%d people came to the board; people who read at the same time. Reading takes nothing away, so nobody needs to wait.", people)
}

// later is the number of people who come while somebody stands there with a
// notice. If all of them read first, so would those who come after them.
const later = 20

func TestWhoPinsANoticeIsNotPassedOver(t *testing.T) {
	board, alone := hang("no crumbs"), lines("no crumbs")[0]
	var passed atomic.Int64
	stage.Run(t, func() {
		var people sync.WaitGroup
		leave := make(chan struct{})
		lean := sync.OnceFunc(func() {
			people.Go(func() { board.Pin("new ovens") })
			stage.Settle()
			for range later {
				people.Go(func() {
					board.Read(func(line string) {
						if line == alone {
							passed.Add(1)
						}
						<-leave
					})
				})
			}
			stage.Settle()
			close(leave)
		})
		board.Read(func(string) { lean() })
		people.Wait()
	})
	assert.Less(t, passed.Load(), int64(later),
		"Somebody came with a notice while one person read, and %d more readers came after that; how many of them read before it was pinned up. When readers keep coming, this notice never is.", later)
}

func TestABoardIsReadAndChangedOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		board := hang("no crumbs", "new ovens")
		var reader, clerk sync.WaitGroup
		var seen []string
		var fewest, most int
		reader.Go(func() { fewest, seen, most = board.Count(), read(board), board.Count() })
		clerk.Go(func() { board.Pin("lost: one whisk") })
		reader.Wait()
		clerk.Wait()
		before, after := lines("no crumbs", "new ovens"), lines("no crumbs", "new ovens", "lost: one whisk")
		assert.Contains(t, [][]string{before, after}, seen,
			"Somebody read the board while a third notice was pinned up; what the reader saw. That board never hung there.")
		assert.True(t, fewest <= len(seen) && len(seen) <= most,
			"While a third notice was pinned up somebody counted, read and counted again: %d, then %d lines, then %d. A notice that was counted or read hangs there, and nobody took one down.", fewest, len(seen), most)
		assert.Equal(t, after, read(board), "A third notice was pinned up; what one sees afterwards.")
		explore.Sometimes("the reader is there before the third notice", len(seen) == 2)
		explore.Sometimes("the third notice is there before the reader", len(seen) == 3)
	}, explore.Schedules(300), explore.MaxSteps(300))
}

func TestANoticeIsTakenDownOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		board := hang("no crumbs", "new ovens")
		var reader, clerk sync.WaitGroup
		var seen []string
		reader.Go(func() { seen = read(board) })
		clerk.Go(func() { board.TakeDown("no crumbs") })
		count := board.Count()
		reader.Wait()
		clerk.Wait()
		assert.Contains(t, [][]string{lines("no crumbs", "new ovens"), lines("new ovens")}, seen,
			"Somebody read the board while one of two notices was taken down; what the reader saw. That board never hung there.")
		assert.Contains(t, []int{1, 2}, count, "Somebody counted while one of two notices was taken down; notices.")
	}, explore.Schedules(300), explore.MaxSteps(300))
}

func TestNoNoticeIsLostOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		board := hang("no crumbs", "new ovens", "closed on Monday")
		var clerks sync.WaitGroup
		clerks.Go(func() { board.Pin("lost: one whisk") })
		clerks.Go(func() {
			board.Pin("found: one whisk")
			board.TakeDown("no crumbs")
		})
		clerks.Wait()
		lost := lines("new ovens", "closed on Monday", "lost: one whisk", "found: one whisk")
		found := lines("new ovens", "closed on Monday", "found: one whisk", "lost: one whisk")
		assert.Contains(t, [][]string{lost, found}, read(board),
			"Three notices hung there. One person pinned up a fourth, and another one a fifth and took down the first; what one sees afterwards. Whatever was pinned up hangs there until it is taken down.")
	}, explore.Schedules(300), explore.MaxSteps(300))
}

// The board is read and changed by everybody at any time.
func TestAnyTwoCallsAtOnceOnEverySchedule(t *testing.T) {
	explore.Pairs(t, func(t *testing.T) explore.Calls {
		board := &Board{}
		board.Pin("no crumbs")
		return explore.Calls{
			"pin":       func() { board.Pin("new ovens") },
			"take down": func() { board.TakeDown("no crumbs") },
			"count":     func() { board.Count() },
			"read":      func() { board.Read(func(string) {}) },
		}
	})
}
