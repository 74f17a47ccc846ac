package main

import (
	"context"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"

	"racelab/internal/command"
	"racelab/internal/console"
	"racelab/internal/course"
	"racelab/internal/watch"
)

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
		if l, err = a.find().Lab("watch", args); err != nil {
			return err
		}
	}
	keyboard, inside, err := a.openConsole()
	if err != nil {
		return err
	}
	defer keyboard.Close()
	defer keyboard.OnPanic()
	return watch.Lab(a.ctx, watch.Options{
		Checkout: a.checkout(), Keyboard: keyboard, Out: inside.out, Counts: *race,
		Judge: inside.command(func(a *app, l course.Lab) error {
			afresh := a.attempt(*race, false)
			afresh.Fresh = true // who presses a key for it wants another run
			return afresh.Judge(a.ctx, l)
		}),
		Failure: inside.command(func(a *app, l course.Lab) error { return a.attempt(*race, false).Failure(a.ctx, l) }),
		Hint:    inside.command(func(a *app, l course.Lab) error { return a.hint([]string{l.Name}) }),
		Diff:    inside.command(func(a *app, l course.Lab) error { return a.diff([]string{l.Name, "-spoil"}) }),
		Debrief: inside.command(func(a *app, l course.Lab) error { return a.debrief([]string{l.Name, "-spoil"}) }),
		Play:    inside.command((*app).playBeside),
		List:    inside.command(func(a *app, _ course.Lab) error { return a.list(nil) }),
	}, l)
}

// command is run as watch asks for it: with an output of its own, as if called in
// the lab's folder.
func (a *app) command(run func(*app, course.Lab) error) watch.Command {
	return func(ctx context.Context, out io.Writer, l course.Lab) (bool, error) {
		inside := *a
		inside.ctx, inside.out, inside.err = ctx, out, out
		inside.cwd = a.path(filepath.Join("labs", l.Name))
		err := run(&inside, l)
		if errors.Is(err, command.ErrFails) || errors.Is(err, errUnsettled) {
			return false, nil // that has been explained
		}
		return err == nil, err
	}
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
