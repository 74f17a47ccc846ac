package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"racelab/internal"
	"racelab/internal/account"
	"racelab/internal/attempt"
	"racelab/internal/build"
	"racelab/internal/command"
	"racelab/internal/console"
	"racelab/internal/course"
	"racelab/internal/event"
	"racelab/internal/program"
	"racelab/internal/target"

	"github.com/fatih/color"
)

// The exit statuses, as the package comment promises them.
const (
	exitOK    = 0
	exitFails = 1
	exitUsage = 2
	exitTool  = 3
)

// app is one invocation of the command.
type app struct {
	ctx      context.Context
	out, err io.Writer
	cwd      string
	root     string       // the checkout, or "" outside of it
	events   event.Stream // with -json
	unread   func() bool  // reports whether whoever read the output has gone, as head does
	byKeys   bool         // inside a screen that says which key to press next
}

// main runs the command that args name and returns the exit status.
func (a *app) main(args []string) int {
	err := a.dispatch(args)
	if a.unread != nil && a.unread() {
		return exitCode(err)
	}
	if a.ctx.Err() != nil && err != nil && !errors.Is(err, command.ErrFails) {
		err = errors.New("interrupted; nothing was lost, run the same command again")
	}
	code := exitCode(err)
	if code == exitOK || code == exitFails {
		return code
	}
	if a.events.On() {
		a.events.Emit(event.Event{Event: "error", Message: err.Error(), Exit: &code})
		return code
	}
	a.complain("lab: ", err)
	return code
}

func exitCode(err error) int {
	var usage *command.UsageError
	var noTest *program.NoTestError
	switch {
	case err == nil:
		return exitOK
	case errors.Is(err, command.ErrFails):
		return exitFails
	case errors.As(err, &usage), errors.As(err, &noTest):
		return exitUsage
	}
	return exitTool
}

func (a *app) dispatch(args []string) error {
	if err := a.locate(); err != nil {
		return err
	}
	switch {
	case len(args) == 0 && a.root == "":
		return a.outside("the map")
	case len(args) == 0:
		return a.showMap()
	}
	name, rest := args[0], args[1:]
	switch name {
	case "help", "-h", "-help", "--help":
		return a.help(rest)
	case "-all", "--all":
		name = "list"
	case "-version", "--version":
		name = "version"
	}
	c, err := a.commands().Find(name, program.Tool)
	if err != nil {
		return err
	}
	if !c.Anywhere && a.root == "" {
		return a.outside(c.Name)
	}
	return a.explainUse(c, c.Run(rest))
}

// outside says that there is no course here.
func (a *app) outside(what string) error {
	_, err := course.Locate(a.cwd)
	return fmt.Errorf("%s belongs to the course, and %w; in any other module say: %s explore ./...", what, err, program.Tool)
}

// locate finds the checkout, if the current directory is in it.
func (a *app) locate() error {
	cwd, err := os.Getwd()
	if err != nil {
		return fmt.Errorf("cannot tell the current directory: %w", err)
	}
	a.cwd = cwd
	if found, err := course.Locate(cwd); err == nil {
		a.root = found.Root
	} else if len(os.Args) > 0 {
		program.Tool = os.Args[0] // as the reader called it
	}
	return nil
}

// home is where the explorer's own sources are: in the checkout, which must be the one that this
// command was built from, or else what it carries of them, unpacked.
func (a *app) home() (string, error) {
	if a.root != "" {
		return a.root, build.SameAs(internal.Sources, a.root)
	}
	return build.Carried(internal.Sources, "")
}

// printf prints to where results go, in characters that the terminal has.
func (a *app) printf(format string, args ...any) {
	fmt.Fprint(a.out, console.Fit(fmt.Sprintf(format, args...)))
}

func (a *app) warn(err error) {
	if err != nil {
		a.complain("lab: warning: ", err)
	}
}

// complain says what is wrong where no output is expected, on a screen in lines that fit it.
func (a *app) complain(who string, err error) {
	text := who + err.Error()
	if !isTerminal(a.err) {
		fmt.Fprintln(a.err, text)
		return
	}
	for line := range strings.Lines(text) {
		fmt.Fprint(a.err, console.Indent(console.Wrap(line, console.Prose(0)), ""))
	}
}

var (
	good = console.Good
	bad  = console.Bad
	bold = console.Bold
	dim  = console.Dim

	isTerminal = console.IsTerminal
)

// next prints the command to go on with; every answer ends with one.
func (a *app) next(cmd, why string) {
	if !a.byKeys {
		a.printf("%s", console.Next(cmd, why))
	}
}

// attempt is what judges a learner's file, and tells them.
func (a *app) attempt(race, all bool) attempt.Attempt {
	return attempt.Attempt{
		Checkout: a.checkout(), Events: a.events, Line: a.line(), Warn: a.warn, Race: race, All: all,
		Account: &account.Account{Out: a.out, Checkout: a.checkout(), ByKeys: a.byKeys},
	}
}

func (a *app) checkout() course.Checkout { return course.Checkout{Root: a.root} }

func (a *app) path(rel string) string { return a.checkout().Path(rel) }

// find finds what the words of the command line name.
func (a *app) find() target.Finder { return target.Finder{Checkout: a.checkout(), Cwd: a.cwd} }

// useJSON turns -json on before any output: nothing but events is printed then.
func (a *app) useJSON(on bool) {
	if on {
		a.events, a.out = event.Stream{Out: a.out}, io.Discard
		color.NoColor = true
	}
}

// end tells the exit status, as the last event.
func (a *app) end(err error) error {
	code := exitCode(err)
	if a.ctx.Err() == nil && (code == exitOK || code == exitFails) {
		a.events.Emit(event.Event{Event: "end", Exit: &code})
	}
	return err
}

// status shows one passing line, and for how long it has been true; the function
// it returns takes the line away.
func (a *app) status(text string) func() { return a.line().Status(text) }

// line is where passing lines go, while a terminal is watching.
func (a *app) line() console.Line {
	if a.events.On() {
		return console.Line{}
	}
	return console.NewLine(a.err)
}

func (a *app) clearLine() { a.line().Clear() }

// openInBrowser shows a file or an address to whoever sits at a terminal, and
// reports whether it could.
func (a *app) openInBrowser(what string) bool {
	return console.IsTerminal(a.out) && console.OpenInBrowser(what)
}

// toolName is how the reader calls this command.
func toolName() string { return program.Tool }
