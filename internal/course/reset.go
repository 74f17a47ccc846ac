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
	if err != nil {
		return kept, fmt.Errorf("cannot write %s: %w; make the checkout writable", l.File(), err)
	}
	return kept, nil
}
