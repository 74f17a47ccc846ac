package explore

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"
)

// DefaultQuiet is how long a child may be silent before it is given up: longer
// than it takes by itself to see that a test hangs, or that its time is over.
const DefaultQuiet = 45 * time.Second

// A Config says which package to explore. Only Dir is needed.
type Config struct {
	Dir     string        // the folder of the package
	Home    string        // the checkout with the simulator; found if empty
	Overlay string        // a file as for go build -overlay: sources that stand in for those on disk
	Tags    []string      // build tags
	Cache   string        // the cache's folder; racelab/explore in the user's cache folder if empty
	Log     io.Writer     // gets a line when a build takes long; nil for silence
	Quiet   time.Duration // how long the child may be silent, and no less than trace.Request.Time and a little; 0 means DefaultQuiet
}

// A Program is a package built for exploring. Its methods may be called from
// several goroutines at once.
type Program struct {
	*child
	exe   string
	dir   string
	quiet time.Duration

	mu    sync.Mutex // guards files
	files *files
}

// Package builds the package in cfg.Dir for exploring, or finds it in the cache
// if nothing has changed since. The error is a *SourceError if the package does
// not compile, ctx.Err() if ctx ended, and else says what to do.
func Package(ctx context.Context, cfg Config) (*Program, error) {
	if cfg.Quiet == 0 {
		cfg.Quiet = DefaultQuiet
	}
	return program(ctx, cfg)
}

// Tests lists the test functions of the package, as their source does.
func (p *Program) Tests() []string { return slices.Clone(p.child.Tests) }

// Binary is the child's executable file, for looking into it.
func (p *Program) Binary() string { return p.exe }

// source returns the lines of a file of the program.
func (p *Program) source(path string) ([]byte, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !filepath.IsAbs(path) {
		return nil, os.ErrNotExist
	}
	return p.files.read(path)
}
