package files

import (
	"os"
	"path/filepath"
	"sync"
	"testing"
)

// As the race detector has it, who reads from a file comes after who wrote to one.

// want: passed
func TestWhoReadsComesAfterWhoWrote(t *testing.T) {
	name := filepath.Join(t.TempDir(), "open")
	cakes := 0
	var wg sync.WaitGroup
	wg.Go(func() {
		cakes = 3
		_ = os.WriteFile(name, []byte("open"), 0o600)
	})
	wg.Go(func() {
		if text, err := os.ReadFile(name); err == nil && len(text) > 0 && cakes != 3 {
			t.Error("no cakes")
		}
	})
	wg.Wait()
}

// Who writes, too, comes after nobody.

// want: data race
func TestWhoWritesTooComesAfterNobody(t *testing.T) {
	name := filepath.Join(t.TempDir(), "open")
	cakes := 0
	var wg sync.WaitGroup
	wg.Go(func() {
		cakes = 3
		_ = os.WriteFile(name, []byte("open"), 0o600)
	})
	wg.Go(func() {
		if _, err := os.Stat(name); err != nil {
			return
		}
		_ = os.WriteFile(name, []byte("closed"), 0o600)
		if cakes != 3 {
			t.Error("no cakes")
		}
	})
	wg.Wait()
}
