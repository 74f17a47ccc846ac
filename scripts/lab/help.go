package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"

	"racelab/internal/console"
	"racelab/internal/course"
	"racelab/internal/program"
	"racelab/internal/watch"
)

// command is one subcommand; usage is what follows its name.
type command struct {
	name, usage, about string
	run                func(*app, []string) error
	anywhere           bool // not only in the course
}

func commands() []command {
	return []command{
		{"run", "[LAB] [-race=true] [-json] [-v]", "judge your fix of a lab", (*app).runLab, false},
		{"list", "", "every lab of every chapter", (*app).list, false},
		{"chapter", "[NUMBER|TITLE]", "the introduction to a chapter", (*app).chapter, false},
		{"watch", "[LAB] [-race=true]", "judge your fix again each time you save it", (*app).watchLab, false},
		{"demo", "[LAB|speed] [-auto TIME] [-runs N]", "show a lab to a class, step by step", (*app).demoLab, false},
		{"explore", "[LAB|FOLDER|PATTERN…] [-run REGEXP] [-skip REGEXP] [-budget N|TIME] [-total TIME] [-time MODE] [-exhaust] [-json] …", "run the tests of packages under every schedule", (*app).explore, true},
		{"explain", "[LAB|FOLDER] [-o FILE] [-run REGEXP] [-open=true]", "write a page that shows a failing run step by step", (*app).explainLab, true},
		{"play", "[LAB|FOLDER] [-tty] [-run REGEXP] [-open=true] [-json]", "be the scheduler yourself, and make a lab fail", (*app).play, true},
		{"hint", "[LAB] [-n N]", "show one more hint", (*app).hint, false},
		{"debrief", "[LAB]", "what a lab teaches, and what one may have believed; it tells the solution", (*app).debrief, false},
		{"diff", "[LAB]", "compare your file with the solution", (*app).diff, false},
		{"reset", "[LAB]", "bring back the broken version, keeping your work", (*app).reset, false},
		{"bench", "[LAB] [-time TIME]", "measure a lab of chapter 5 and its solution, as bars", (*app).bench, false},
		{"catches", "[LAB…] [-fixes] [-runs N] [-cpu LIST] [-limit TIME] [-p N] [-json]", "measure what other tools see of the broken labs", (*app).catches, false},
		{"verify", "[LAB…] [-count N] [-cpu LIST] [-p N] [-run REGEXP] [-sample N] [-seed N] [-write] [-json]", "check the course itself", (*app).verify, false},
		{"new", "LAB -chapter N", "for authors: lay out a new lab", (*app).newLab, false},
		{"cache", "[clean]", "how much the explorer keeps, and where; or remove it", (*app).cache, true},
		{"version", "", "which version this is, and where it keeps things", (*app).version, true},
	}
}

func findCommand(name string) (command, error) {
	for _, c := range commands() {
		if c.name == name {
			return c, nil
		}
	}
	return command{}, usagef("there is no command %q%s; see: %s help", name, didYouMean(name, commandNames()), program.Tool)
}

func commandNames() []string {
	var names []string
	for _, c := range commands() {
		names = append(names, c.name)
	}
	return append(names, "help")
}

// help explains the command that args name, or all of them.
func (a *app) help(args []string) error {
	if len(args) > 0 && args[0] == "words" {
		a.printf("%s", watch.Words())
		return nil
	}
	if len(args) > 0 {
		c, err := findCommand(args[0])
		if err != nil {
			return err
		}
		return a.explainUse(c, c.run(a, []string{"-h"}))
	}
	a.printf("usage: %s [COMMAND]\n\n", program.Tool)
	about := "What a command's flags mean: " + program.Tool + " help COMMAND"
	if a.root != "" {
		about = "Without a command it shows the map of the course. Inside labs/x, LAB is x unless you say otherwise. " + about
	}
	a.printf("%s", console.Indent(console.Wrap(about, console.Prose(0)), ""))
	a.printf("\n")
	for _, c := range commands() {
		if a.root != "" || c.anywhere {
			a.printf("%s", console.Hang(fmt.Sprintf("  %-9s ", c.name), 12, c.about))
		}
	}
	if a.root != "" {
		a.printf("%s", console.Hang("  help words  ", 14, "what the words of the tables mean"))
	} else {
		a.printf("\nThe other commands are the course's, and work in its checkout (its go.mod says module racelab).\n")
	}
	a.printf("\n")
	a.printf("%s", console.Indent(console.Wrap("exit status: 0 passed · 1 a lab fails · 2 wrong usage · 3 the tool could not do its job", console.Prose(0)), ""))
	return nil
}

// helpWanted is what a command returns when it is asked for its help.
type helpWanted struct{ flags *flag.FlagSet }

func (helpWanted) Error() string { return "help wanted" }

// explainUse shows a command's usage and flags if that is what err asks for.
func (a *app) explainUse(c command, err error) error {
	var wanted helpWanted
	if !errors.As(err, &wanted) {
		return err
	}
	a.printf("usage: %s %s\n  %s\n", program.Tool, strings.TrimSpace(c.name+" "+c.usage), c.about)
	wanted.flags.VisitAll(func(f *flag.Flag) {
		note := ""
		if f.DefValue != "" && f.DefValue != "false" && f.DefValue != "0" && f.DefValue != "-1ns" {
			note = " (default " + f.DefValue + ")"
		}
		a.printf("  -%-8s %s%s\n", f.Name, f.Usage, note)
	})
	return nil
}

// parse reads flags before, between and after the positional arguments, since
// `run cakebox -v` is as natural as `run -v cakebox`.
func parse(fs *flag.FlagSet, args []string) ([]string, error) {
	fs.SetOutput(io.Discard)
	var positional []string
	for {
		if err := fs.Parse(args); errors.Is(err, flag.ErrHelp) {
			return nil, helpWanted{fs}
		} else if err != nil {
			return nil, usagef("%v; see: %s help %s", err, program.Tool, fs.Name())
		}
		if fs.NArg() == 0 {
			return positional, nil
		}
		positional = append(positional, fs.Arg(0))
		args = fs.Args()[1:]
	}
}

// version says what runs here, for a report of a bug.
func (a *app) version(args []string) error {
	if _, err := parse(flag.NewFlagSet("version", flag.ContinueOnError), args); err != nil {
		return err
	}
	a.printf("racelab, revision %s, %s, %s %s/%s\n", a.revision(), console.Count(len(course.Labs), "lab"), runtime.Version(), runtime.GOOS, runtime.GOARCH)
	if a.root != "" {
		a.printf("checkout: %s\n", a.root)
	}
	if dir, err := os.UserCacheDir(); err == nil {
		a.printf("cache:    %s   (built programs; it may be removed)\n", filepath.Join(dir, "racelab"))
	}
	return nil
}

// revision is that of the sources. go tool builds the command anew when they
// change, so that the checkout's is as good as the one that the command carries,
// and an environment may keep the go command from putting one there.
func (a *app) revision() string {
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" {
				return s.Value
			}
		}
	}
	out, err := exec.CommandContext(a.ctx, "git", "-C", a.root, "rev-parse", "HEAD").Output()
	if err != nil {
		return "unknown (no git)"
	}
	return strings.TrimSpace(string(out))
}
