package main

import (
	"context"
	"errors"
	"flag"
	"os"
	"slices"
	"sync"
	"time"

	"racelab/internal/console"
	"racelab/internal/course"
	"racelab/internal/saves"
)

// watch is the loop in which a learner works: a save is judged, a key shows
// more. One goroutine owns all of it; the others send to it.
type watch struct {
	app     *app // whose output goes through the console
	console *console.Keyboard
	race    bool

	lab     course.Lab
	fresh   bool  // the lab before was passed, and this one has not been run yet
	trouble error // why the last judgement did not come to a verdict

	job  *job // under way, or nil
	done chan *job
	jobs sync.WaitGroup // cancelled ones too
}

// watchLab judges the current lab each time its file is saved.
func (a *app) watchLab(args []string) error {
	fs := flag.NewFlagSet("watch", flag.ContinueOnError)
	race := fs.Bool("race", true, "build with the race detector; without it a pass does not count as solved")
	args, err := parse(fs, args)
	if err != nil {
		return err
	}
	p, err := course.LoadProgress(a.root)
	a.warn(err)
	l, _ := a.here(p)
	if len(args) > 0 {
		if l, err = a.labArg("watch", args); err != nil {
			return err
		}
	}
	console, inside, err := a.openConsole()
	if err != nil {
		return err
	}
	defer console.Close()
	defer console.OnPanic()
	w := &watch{app: inside, console: console, race: *race, lab: l, done: make(chan *job)}
	return w.loop()
}

// openConsole begins to read keys. The app that it returns is for as long as
// the console is open: what it prints arrives well in a raw terminal.
func (a *app) openConsole() (*console.Keyboard, *app, error) {
	console, err := console.OpenKeyboard(os.Stdin, console.IsTerminal(os.Stdin) && console.IsTerminal(a.out))
	if err != nil {
		return nil, nil, errors.New("cannot read keys from this terminal: " + err.Error() + "; try: go tool lab run")
	}
	inside := *a
	inside.out, inside.err = console.Writer(a.out), console.Writer(a.err)
	inside.byKeys = true
	return console, &inside, nil
}

func (w *watch) loop() error {
	ctx, stop := context.WithCancel(w.app.ctx)
	defer w.jobs.Wait() // so that no process and no temporary file stays behind
	defer stop()
	if !w.console.Single {
		w.app.printf("There is no terminal to read single keys from, so end each of them with Enter.\n\n")
	}
	saved := w.watchFiles(ctx)
	w.judge(ctx)
	for {
		select {
		case <-ctx.Done():
			return nil
		case names := <-saved:
			w.saved(ctx, names)
		case k := <-w.console.Keys():
			if k == console.Quit || k == 'q' {
				return w.leave(ctx, k)
			}
			w.press(ctx, k)
		case j := <-w.done:
			w.finished(j)
		}
	}
}

// leave is called at the last key. At the end of a pipe
// the verdict that was asked for is still waited for.
func (w *watch) leave(ctx context.Context, k console.Key) error {
	if w.console.Single {
		w.app.printf("\n")
		return nil
	}
	for k == console.Quit && w.job != nil {
		select {
		case j := <-w.done:
			w.finished(j)
		case <-ctx.Done():
			return nil
		}
	}
	return w.trouble
}

// watchFiles sends the names of the labs whose files are saved.
func (w *watch) watchFiles(ctx context.Context) <-chan []string {
	files := map[string]*saves.File{}
	for _, l := range course.Labs {
		files[l.Name] = saves.New(w.app.path(l.File()))
	}
	saved := make(chan []string)
	go func() {
		defer w.console.OnPanic()
		for {
			select {
			case <-ctx.Done():
				return
			case <-time.After(saves.Interval):
			}
			names := slices.DeleteFunc(labNames(), func(name string) bool { return !files[name].Look() })
			if len(names) == 0 {
				continue
			}
			select {
			case saved <- names:
			case <-ctx.Done():
			}
		}
	}()
	return saved
}

// saved is told which files were saved, or have gone, at the same time. Of
// whichever lab the one file is, that is the one being worked on now; of several
// only the current lab's counts, since a branch may have been checked out.
func (w *watch) saved(ctx context.Context, names []string) {
	name := w.lab.Name
	if len(names) == 1 {
		name = names[0]
	} else if !slices.Contains(names, name) {
		return
	}
	if _, err := os.Stat(w.app.path(labFile(name))); err != nil && name != w.lab.Name {
		return // what was removed is not being worked on
	}
	w.lab, _ = course.Find(name)
	w.judge(ctx)
}
