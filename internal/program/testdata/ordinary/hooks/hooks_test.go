// Package hooks has variables whose initial values need what the init function of
// another package has set.
package hooks

import (
	"sync"
	"testing"

	"racelab/internal/program/testdata/ordinary/hooks/maker"
	"racelab/internal/program/testdata/ordinary/hooks/registry"
)

var (
	price = registry.Price.(func(string) int)
	first = registry.Counter()
	twice = first * 2
)

// want: passed
func TestHooks(t *testing.T) {
	if price("plum") != 4 || first != 1 || twice != 2 || maker.Sold() != 1 {
		t.Error(first, twice, maker.Sold())
	}
}

// want: data race
func TestTwoCount(t *testing.T) {
	var wg sync.WaitGroup
	wg.Go(func() { registry.Counter() })
	wg.Go(func() { registry.Counter() })
	wg.Wait()
}
