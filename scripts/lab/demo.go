package main

import (
	"context"
	"errors"
	"flag"

	"racelab/internal/command"
	"racelab/internal/demo"
)

// demoLab shows how a lab fails, from its story to its fix.
func (a *app) demoLab(args []string) error {
	fs := flag.NewFlagSet("demo", flag.ContinueOnError)
	auto := fs.Duration("auto", -1, "go on by itself after this time, instead of at a key")
	runs := fs.Int("runs", 1000, "native runs of the failing test")
	args, err := parse(fs, args)
	set := false
	fs.Visit(func(f *flag.Flag) { set = set || f.Name == "auto" })
	switch {
	case err != nil:
		return err
	case set && *auto < 0:
		return command.Usagef("-auto takes the time between two steps, as 2s, and that cannot be negative; got %v", *auto)
	case *runs < 1:
		return command.Usagef("-runs must be at least 1, got %d", *runs)
	}
	show := demo.Speed
	if len(args) != 1 || args[0] != "speed" {
		l, err := a.find().Lab("demo", args)
		if err != nil {
			return err
		}
		show = func(ctx context.Context, o demo.Options) error { return demo.Lab(ctx, o, l) }
	}
	keyboard, inside, err := a.openConsole()
	if err != nil {
		return err
	}
	defer keyboard.Close()
	defer keyboard.OnPanic()
	err = show(a.ctx, demo.Options{Checkout: a.checkout(), Keyboard: keyboard, Out: inside.out, Auto: *auto, Runs: *runs})
	if errors.Is(err, demo.ErrUnpaced) {
		return command.Usagef("%v", err)
	}
	return err
}
