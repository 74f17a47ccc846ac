package bugs

import (
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
)

// What lies in a file is in no variable of the program.

func openShop(t *testing.T, take func(key string) bool) {
	key := filepath.Join(t.TempDir(), "key")
	var opened atomic.Int32
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() {
			if take(key) {
				opened.Add(1)
			}
		})
	}
	wg.Wait()
	if opened.Load() != 1 {
		t.Error("the shop was opened twice")
	}
}

// kind: atomicity
// want: assertion "the shop was opened twice"
func TestAFileIsLookedForAndMade(t *testing.T) {
	openShop(t, func(key string) bool {
		if _, err := os.Stat(key); err == nil {
			return false
		}
		return os.WriteFile(key, nil, 0o600) == nil
	})
}

// want: passed
func TestAFileIsLookedForAndMadeFixed(t *testing.T) {
	openShop(t, func(key string) bool {
		f, err := os.OpenFile(key, os.O_CREATE|os.O_EXCL, 0o600)
		if err != nil {
			return false
		}
		defer f.Close()
		return true
	})
}

// kind: atomicity
// want: assertion "torn lines"
func TestLinesOfAFile(t *testing.T) {
	name := filepath.Join(t.TempDir(), "book")
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	var mu sync.Mutex
	var wg sync.WaitGroup
	for _, who := range []string{"a", "b"} {
		wg.Go(func() {
			mu.Lock()
			fmt.Fprint(f, who)
			mu.Unlock()
			mu.Lock()
			fmt.Fprint(f, who)
			mu.Unlock()
		})
	}
	wg.Wait()
	f.Close()
	if text, _ := os.ReadFile(name); string(text) != "aabb" && string(text) != "bbaa" {
		t.Error("torn lines")
	}
}

// want: passed
func TestLinesOfAFileFixed(t *testing.T) {
	name := filepath.Join(t.TempDir(), "book")
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	var mu sync.Mutex
	var wg sync.WaitGroup
	for _, who := range []string{"a", "b"} {
		wg.Go(func() {
			mu.Lock()
			defer mu.Unlock()
			fmt.Fprint(f, who+who)
		})
	}
	wg.Wait()
	f.Close()
	if text, _ := os.ReadFile(name); string(text) != "aabb" && string(text) != "bbaa" {
		t.Error("torn lines")
	}
}

// kind: data race
// want: data race
func TestAFolderIsASign(t *testing.T) {
	name := filepath.Join(t.TempDir(), "open")
	cakes := 0
	var wg sync.WaitGroup
	wg.Go(func() {
		cakes = 3
		_ = os.Mkdir(name, 0o700)
	})
	wg.Go(func() {
		if _, err := os.Stat(name); err == nil && cakes != 3 {
			t.Error("no cakes")
		}
	})
	wg.Wait()
}

// want: passed
func TestAFolderIsASignFixed(t *testing.T) {
	name := filepath.Join(t.TempDir(), "open")
	var cakes atomic.Int32
	var wg sync.WaitGroup
	wg.Go(func() {
		cakes.Store(3)
		_ = os.Mkdir(name, 0o700)
	})
	wg.Go(func() {
		if _, err := os.Stat(name); err == nil && cakes.Load() != 3 {
			t.Error("no cakes")
		}
	})
	wg.Wait()
}

// kind: misuse
// want: data race
func TestBytesOfAFile(t *testing.T) {
	f, err := os.Create(filepath.Join(t.TempDir(), "book"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	word := []byte("bread")
	var wg sync.WaitGroup
	wg.Go(func() { f.Write(word) }) // race
	wg.Go(func() { word[0] = 'B' }) // race
	wg.Wait()
}

// want: passed
func TestBytesOfAFileFixed(t *testing.T) {
	f, err := os.Create(filepath.Join(t.TempDir(), "book"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	word := []byte("bread")
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() { f.Write(word) })
	}
	wg.Wait()
}
