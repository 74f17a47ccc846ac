package bugs

import (
	"errors"
	"sync"
	"testing"
)

// want: passed
func TestEmbeddedMutexNotTakenFixed(t *testing.T) {
	var p pot
	cook := func() {
		p.Lock()
		defer p.Unlock()
		p.soup++
	}
	both(cook, cook)
	if p.soup != 2 {
		t.Error(p.soup)
	}
}

// want: passed
func TestInterfaceIsTwoWordsFixed(t *testing.T) {
	var mu sync.Mutex
	var err error
	both(func() {
		mu.Lock()
		defer mu.Unlock()
		err = errCold
	}, func() {
		mu.Lock()
		defer mu.Unlock()
		if err != nil && !errors.Is(err, errCold) {
			t.Error(err)
		}
	})
}
