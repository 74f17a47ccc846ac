package course

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// ErrBroken says that a lab's file is the broken version already.
var ErrBroken = errors.New("it is the broken version already")

// Reset brings back the broken version of a lab. The learner's work is copied aside
// before anything is overwritten, so that an interruption loses nothing; kept names
// the copy, relative to the checkout, or is "" if there was no file.
func (c Checkout) Reset(l Lab) (kept string, err error) {
	pristine, err := c.Read(l.Pristine(), "restore it from git")
	if err != nil {
		return "", err
	}
	file := c.Path(l.File())
	yours, err := os.ReadFile(file)
	switch {
	case err == nil && string(yours) == pristine:
		return "", ErrBroken
	case err == nil:
		if kept, err = Backup(file); err != nil {
			return "", fmt.Errorf("cannot keep your work: %w; nothing was changed, make the checkout writable", err)
		}
		kept = filepath.Join(filepath.Dir(l.File()), filepath.Base(kept))
	case !errors.Is(err, fs.ErrNotExist):
		return "", fmt.Errorf("cannot read your work: %w; nothing was changed", err)
	}
	err = os.MkdirAll(filepath.Dir(file), 0o755)
	if err == nil {
		err = WriteFile(file, []byte(pristine))
	}
	if err == nil {
		err = c.restoreTests(l)
	}
	if err != nil {
		return kept, fmt.Errorf("cannot write to %s: %w; make the checkout writable", filepath.Dir(l.File()), err)
	}
	return kept, nil
}

// restoreTests brings back tests that have gone, with the lab's folder for instance.
// Those that are there are the learner's to change: the judge has its own.
func (c Checkout) restoreTests(l Lab) error {
	file := c.Path(filepath.Join("labs", l.Name, l.Name+"_test.go"))
	if _, err := os.Stat(file); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	tests, err := os.ReadFile(c.Path(l.Tests()))
	if errors.Is(err, fs.ErrNotExist) {
		return nil // of a lab that is being written
	}
	if err != nil {
		return err
	}
	return WriteFile(file, tests)
}
