package build

import (
	"os"
	"path/filepath"
	"sync"
	"time"

	"racelab/internal/rewrite"
)

// A Child is a test binary that is made for exploring. What is known about it is
// kept beside it. Its methods may be called from several goroutines at once.
type Child struct {
	Module string   `json:"module"` // the root of the module under test
	Goroot string   `json:"goroot"`
	Home   bool     `json:"home"`  // that module is the one with the simulator
	Tests  []string `json:"tests"` // what is explored, in the order of its source
	NotRun NotRun   `json:"not_run"`
	Copies []Copy   `json:"copies"` // packages of other modules
	Dirs   []string `json:"dirs"`   // of all packages that were rewritten
	// NotSeen names what the program's goroutines can call and the explorer does
	// not see.
	NotSeen []string       `json:"not_seen"`
	Sites   []rewrite.Site `json:"sites"`
	Version string         `json:"version,omitempty"` // which of several in one program; see Together

	Exe    string `json:"exe,omitempty"` // the executable file; in Folder if empty there
	Dir    string `json:"dir"`           // the folder of the package under test
	Folder string `json:"-"`             // in the cache: what is kept of it

	mu    sync.Mutex // guards files
	files *files     // nil for what is on disk
}

// NotRun counts what go test would run and the explorer does not.
type NotRun struct {
	Benchmarks int `json:"benchmarks"`
	Examples   int `json:"examples"` // that do not say what they print
}

// A Copy is a package of another module: where it is, and how it is called.
type Copy struct{ Dir, Path string }

// Source returns the text of a file of the program, as it was built.
func (c *Child) Source(path string) ([]byte, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !filepath.IsAbs(path) {
		return nil, os.ErrNotExist
	}
	if c.files == nil {
		return os.ReadFile(path)
	}
	return c.files.read(path)
}

// Used marks the child as used just now, so that it stays in the cache although other
// programs are built. Whoever starts it says so: what is explored can take hours.
func (c *Child) Used() {
	now := time.Now()
	_ = os.Chtimes(c.Folder, now, now) // as all that is only kept for the next time, it may fail
}

// ImportPath is how the package in a folder of the program is called.
func (c *Child) ImportPath(dir string) string {
	for _, copied := range c.Copies {
		if copied.Dir == dir {
			return copied.Path
		}
	}
	m, err := moduleOf(dir)
	if err != nil {
		return filepath.Base(dir)
	}
	return m.importPath(dir)
}
