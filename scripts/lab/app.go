package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"racelab/internal/console"
	"racelab/internal/course"
)

// The exit statuses, as the package comment promises them.
const (
	exitOK    = 0
	exitFails = 1
	exitUsage = 2
	exitTool  = 3
)

// errFails says that the tool did its job and the lab, or the course, did not
// pass. It has been explained by the time it is returned.
var errFails = errors.New("does not pass")

// usageError is a mistake in the command line.
type usageError struct{ msg string }

func (e usageError) Error() string { return e.msg }

func usagef(format string, args ...any) error { return usageError{fmt.Sprintf(format, args...)} }

// app is one invocation of the command.
type app struct {
	ctx      context.Context
	out, err io.Writer
	cwd      string
	root     string // the checkout; every path the command touches is below it
	json     bool
	byKeys   bool // inside a screen that says which key to press next
}

// command is one subcommand; usage is what follows its name.
type command struct {
	name, usage, about string
	run                func(*app, []string) error
}

func commands() []command {
	return []command{
		{"run", "[NAME] [-race=true] [-json] [-v]", "judge your fix of a lab", (*app).runLab},
		{"list", "", "every lab of every chapter (also: -all)", (*app).list},
		{"chapter", "[N]", "the introduction to a chapter", (*app).chapter},
		{"watch", "[NAME] [-race=true]", "judge your fix again each time you save it", (*app).watchLab},
		{"demo", "[NAME|speed] [-auto 2s] [-runs N]", "show a lab to a class, step by step", (*app).demoLab},
		{"explore", "[PKG] [-run REGEXP] [-replay SCHEDULE] [-seed N] [-budget N|TIME] [-time MODE] [-html FILE] [-json]", "run a package's tests under every schedule", (*app).explore},
		{"explain", "[NAME] [-o FILE] [-run REGEXP] [-open=true]", "write a page that shows a failing run step by step", (*app).explainLab},
		{"play", "[NAME] [-tty] [-run REGEXP] [-open=true]", "be the scheduler yourself, and make a lab fail", (*app).play},
		{"hint", "[NAME]", "show one more hint", (*app).hint},
		{"diff", "[NAME]", "compare your file with the solution", (*app).diff},
		{"reset", "[NAME]", "bring back the broken version, keeping your work", (*app).reset},
		{"bench", "[NAME] [-time 300ms]", "measure a lab of chapter 5 and its solution, as bars", (*app).bench},
		{"catches", "[NAME…] [-fixes] [-runs N] [-cpu 1,2,4] [-limit TIME] [-p N] [-json]", "measure what other tools see of the broken labs", (*app).catches},
		{"verify", "[NAME…] [-count N] [-cpu 1,2,4] [-p N] [-run REGEXP] [-sample N [-seed N]] [-json]", "check the course itself", (*app).verify},
	}
}

// main runs the command that args name and returns the exit status.
func (a *app) main(args []string) int {
	err := a.dispatch(args)
	if a.ctx.Err() != nil && err != nil && !errors.Is(err, errFails) {
		err = errors.New("interrupted; nothing was lost, run the same command again")
	}
	code := exitCode(err)
	if code == exitOK || code == exitFails {
		return code
	}
	if a.json {
		a.emit(event{Event: "error", Message: err.Error(), Exit: &code})
		return code
	}
	fmt.Fprintf(a.err, "lab: %v\n", err)
	return code
}

func exitCode(err error) int {
	var usage usageError
	switch {
	case err == nil:
		return exitOK
	case errors.Is(err, errFails):
		return exitFails
	case errors.As(err, &usage):
		return exitUsage
	}
	return exitTool
}

func (a *app) dispatch(args []string) error {
	if len(args) > 0 && slices.Contains([]string{"help", "-h", "-help", "--help"}, args[0]) {
		a.help(a.out)
		return nil
	}
	if err := a.locate(); err != nil {
		return err
	}
	if len(args) == 0 {
		return a.showMap()
	}
	if args[0] == "-all" || args[0] == "--all" {
		args[0] = "list"
	}
	for _, c := range commands() {
		if c.name == args[0] {
			err := c.run(a, args[1:])
			if errors.Is(err, flag.ErrHelp) {
				fmt.Fprintf(a.out, "usage: go tool lab %s %s\n  %s\n", c.name, c.usage, c.about)
				return nil
			}
			return err
		}
	}
	return usagef("there is no command %q%s; see: go tool lab help", args[0], didYouMean(args[0], commandNames()))
}

func commandNames() []string {
	var names []string
	for _, c := range commands() {
		names = append(names, c.name)
	}
	return append(names, "help")
}

func (a *app) help(w io.Writer) {
	fmt.Fprintln(w, "usage: go tool lab [COMMAND]\n\nWithout a command it shows the map of the course.")
	fmt.Fprintln(w, "Inside labs/x, NAME is x unless you say otherwise.")
	fmt.Fprintln(w)
	for _, c := range commands() {
		fmt.Fprintf(w, "  %s %s\n        %s\n", c.name, c.usage, c.about)
	}
	fmt.Fprintln(w, "\nexit status: 0 passed · 1 a lab fails · 2 wrong usage · 3 the tool could not do its job")
}

// parse reads flags before, between and after the positional arguments, since
// `run cakebox -v` is as natural as `run -v cakebox`.
func parse(fs *flag.FlagSet, args []string) ([]string, error) {
	fs.SetOutput(io.Discard)
	var positional []string
	for {
		if err := fs.Parse(args); errors.Is(err, flag.ErrHelp) {
			return nil, err
		} else if err != nil {
			return nil, usagef("%v; see: go tool lab help", err)
		}
		if fs.NArg() == 0 {
			return positional, nil
		}
		positional = append(positional, fs.Arg(0))
		args = fs.Args()[1:]
	}
}

// locate finds the checkout.
func (a *app) locate() error {
	cwd, err := os.Getwd()
	if err != nil {
		return fmt.Errorf("cannot tell the current directory: %w", err)
	}
	a.cwd = cwd
	found, err := course.Locate(cwd)
	a.root = found.Root
	return err
}

func (a *app) printf(format string, args ...any) { fmt.Fprintf(a.out, format, args...) }

func (a *app) warn(err error) {
	if err != nil {
		fmt.Fprintf(a.err, "lab: warning: %v\n", err)
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
	if a.byKeys {
		return
	}
	a.printf("next: %s%s\n", bold(cmd), strings.TrimRight("   "+dim(why), " "))
}

// openInBrowser shows a file or an address to whoever sits at a terminal, and
// reports whether it could.
func (a *app) openInBrowser(what string) bool {
	return console.IsTerminal(a.out) && console.OpenInBrowser(what)
}
