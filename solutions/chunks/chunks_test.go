package chunks

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"racelab/internal/explore"
	"racelab/internal/stage"

	"github.com/stretchr/testify/assert"
)

// layers counts how often each cake is iced. It uses no lock of the table's.
type layers struct {
	mu  sync.Mutex
	put map[int]int
}

func (l *layers) ice(c Cake) Cake {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.put == nil {
		l.put = map[int]int{}
	}
	l.put[c.Number]++
	c.Icing += "*"
	return c
}

// check compares what was iced with a table of that many cakes.
func (l *layers) check(t *testing.T, cakes, bakers int, got []Cake) {
	t.Helper()
	var want, found, once, put []string
	for i := range cakes {
		want = append(want, fmt.Sprint(i, "*"))
		once = append(once, fmt.Sprint(i, " once"))
		put = append(put, fmt.Sprint(i, map[int]string{0: " never", 1: " once", 2: " twice"}[l.put[i]]))
	}
	for _, cake := range got {
		found = append(found, fmt.Sprint(cake.Number, cake.Icing))
	}
	assert.Equal(t, strings.Join(want, ", "), strings.Join(found, ", "),
		"%d bakers iced a table of %d cakes; each * is a layer of icing.\n"+
			"Somebody's cake is not as it was ordered.", bakers, cakes)
	assert.Equal(t, strings.Join(once, ", "), strings.Join(put, ", "),
		"how often each of %d cakes was iced by %d bakers.\n"+
			"A cake is one baker's, and no cake is nobody's.", cakes, bakers)
}

func TestEveryCakeIsIcedOnce(t *testing.T) {
	for _, table := range []struct{ cakes, bakers int }{
		{12, 3}, {10, 3}, {7, 4}, {100, 8}, {5, 5}, {3, 8}, {1, 1}, {0, 2},
	} {
		t.Run(fmt.Sprintf("%dCakes%dBakers", table.cakes, table.bakers), func(t *testing.T) {
			var l layers
			stage.Run(t, func() {
				l.check(t, table.cakes, table.bakers, Lay(table.cakes, l.ice).Ice(table.bakers))
			})
		})
	}
}

// Every baker is held in the first cake until all are at work, so that what two
// of them do is ordered by nothing but the table's own means.
func TestBakersWorkAtTheSameTime(t *testing.T) {
	const bakers = 4
	for _, cakes := range []int{12, 6} {
		together := stage.NewDoor(bakers + 1)
		table := Lay(cakes, func(c Cake) Cake {
			together.Enter()
			c.Icing += "*"
			return c
		})
		stage.Run(t, func() { table.Ice(bakers) })
		assert.Equal(t, bakers, together.Most(),
			"%d bakers were to ice a table of %d cakes; this many worked at the same time.\n"+
				"With fewer some watch, and more were not asked for.", bakers, cakes)
	}
}

func TestEveryCakeIsIcedOnceOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		var l layers
		together := stage.NewDoor(2)
		table := Lay(4, func(c Cake) Cake {
			if c.Number%3 == 0 { // the first cake and the last: each a baker's own
				together.Enter()
			}
			return l.ice(c)
		})
		l.check(t, 4, 2, table.Ice(2))
		explore.Sometimes("two bakers ice at the same time", together.Most() == 2)
	})
}

func TestTwoTablesHaveNothingInCommonOnEverySchedule(t *testing.T) {
	explore.Apart(t, func(t *testing.T) explore.Calls {
		table := Lay(2, func(c Cake) Cake { return c })
		return explore.Calls{"ice": func() { table.Ice(2) }}
	})
}
