package main

import (
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"racelab/internal/course"
)

// reset brings back the broken version. The learner's work is copied aside
// before anything is overwritten, so that an interruption loses nothing.
func (a *app) reset(args []string) error {
	args, err := parse(flag.NewFlagSet("reset", flag.ContinueOnError), args)
	if err != nil {
		return err
	}
	l, err := a.labArg("reset", args)
	if err != nil {
		return err
	}
	pristine, err := a.checkout().Read(l.Pristine(), "restore it from git")
	if err != nil {
		return err
	}
	file := a.path(l.File())
	yours, err := os.ReadFile(file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		// Nothing to keep.
	case err != nil:
		return fmt.Errorf("cannot read your work: %w; nothing was changed", err)
	case string(yours) == pristine:
		a.printf("%s is the broken version already\n", l.File())
		a.next("go tool lab run "+l.Name, "")
		return nil
	default:
		kept, err := course.Backup(file)
		if err != nil {
			return fmt.Errorf("cannot keep your work: %w; nothing was changed, make the checkout writable", err)
		}
		a.printf("your work is kept in %s\n", filepath.Join("labs", l.Name, filepath.Base(kept)))
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return fmt.Errorf("cannot make labs/%s: %w; make the checkout writable", l.Name, err)
	}
	if err := course.WriteFile(file, []byte(pristine)); err != nil {
		return fmt.Errorf("cannot write %s: %w; make the checkout writable", l.File(), err)
	}
	a.printf("%s is the broken version again\n", l.File())
	a.next("go tool lab run "+l.Name, "")
	return nil
}
