package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"racelab/internal/build"
	"racelab/internal/console"
	"racelab/internal/course"
	"racelab/internal/play"
)

// play lets the learner be the scheduler of a lab, on a web page or in the
// terminal.
func (a *app) play(args []string) error {
	fs := flag.NewFlagSet("play", flag.ContinueOnError)
	tty := fs.Bool("tty", false, "play in the terminal instead of in a browser")
	only := fs.String("run", "", "only tests whose name matches this regular expression")
	show := fs.Bool("open", true, "show the game in a browser")
	asJSON := fs.Bool("json", false, "print where the game is served as one event")
	args, err := parse(fs, args)
	a.useJSON(*asJSON)
	if err != nil {
		return err
	}
	var h hunt
	if err := a.findPackage(&h, "play", *only, args); err != nil {
		return err
	}
	home, err := a.home()
	if err != nil {
		return err
	}
	cfg := a.gameConfig(h)
	cfg.Build.Home = home
	game, err := play.Open(a.ctx, cfg)
	a.clearLine()
	if err := a.builds(h, err); err != nil {
		return err
	}
	if *tty {
		return a.playHere(cfg, game)
	}
	return a.servePage(cfg, game, *show)
}

func (a *app) gameConfig(h hunt) play.Config {
	cfg := play.Config{
		Build:  build.Config{Dir: h.dir, Log: a.buildLog()},
		Title:  filepath.Base(h.dir),
		Choose: func(tests []string) ([]string, error) { return a.toShow(h, tests) },
		Note:   func(string, ...any) {},
	}
	if l, ok := course.Find(cfg.Title); ok && a.find().IsLab(h.dir) {
		cfg.Win, cfg.Next = l.Win, "change "+l.File()+", then: go tool lab run "+l.Name
	}
	if console.IsTerminal(a.err) {
		cfg.Note = func(format string, args ...any) { fmt.Fprintf(a.err, "\r\x1b[K"+format, args...) }
	}
	return cfg
}

// playHere plays in this terminal, by single keys if it has them.
func (a *app) playHere(cfg play.Config, game *play.Game) error {
	if !console.IsTerminal(os.Stdin) {
		return a.quietly(play.Terminal(a.ctx, cfg, game, play.Lines(a.ctx, os.Stdin), a.out))
	}
	keyboard, inside, err := a.openConsole()
	if err != nil {
		game.Close()
		return err
	}
	defer keyboard.Close()
	defer keyboard.OnPanic()
	typed := make(chan string)
	ctx, stop := context.WithCancel(a.ctx)
	defer stop()
	go func() {
		defer keyboard.OnPanic()
		defer close(typed)
		for k := range keyboard.Keys() {
			line := strings.TrimSpace(string(rune(k))) // a space is Enter, too
			if k == console.Quit {
				return
			}
			select {
			case typed <- line:
			case <-ctx.Done():
				return
			}
		}
	}()
	return a.quietly(play.Terminal(ctx, cfg, game, typed, inside.out))
}

// quietly takes the end of a game for what it is: no failure.
func (a *app) quietly(err error) error {
	if errors.Is(err, context.Canceled) {
		return nil
	}
	return err
}
