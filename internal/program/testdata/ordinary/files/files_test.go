package files

import (
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"
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

// today makes a folder for what is baked now.
func today() (folder string, err error) {
	folder = filepath.Join(os.TempDir(), time.Now().Format("baked2006-01-02T15-04-05.000"))
	return folder, os.Mkdir(folder, 0o700)
}

// want: passed
func TestLeavesAFolder(t *testing.T) {
	folder, err := today()
	if err != nil {
		t.Fatal(err)
	}
	var both sync.WaitGroup
	both.Go(func() { _ = os.WriteFile(filepath.Join(folder, "plum"), nil, 0o600) })
	both.Go(func() { _ = os.WriteFile(filepath.Join(folder, "nut"), nil, 0o600) })
	both.Wait()
	if cakes, err := os.ReadDir(folder); err != nil || len(cakes) != 2 {
		t.Error(cakes, err)
	}
}

// want: assertion "file exists"
func TestMakesAFolderTwice(t *testing.T) {
	make := func() {
		if _, err := today(); err != nil {
			t.Error(err)
		}
	}
	var both sync.WaitGroup
	both.Go(make)
	both.Go(make)
	both.Wait()
}
