package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"

	"racelab/internal/command"
	"racelab/internal/console"
	"racelab/internal/course"
	"racelab/internal/program"
	"racelab/internal/watch"
)

func (a *app) commands() command.Set {
	return command.Set{
		inCourse("run", "[LAB] [-race=true] [-fresh] [-workers N] [-json] [-v]", "judge your fix of a lab", a.runLab).Or("test", "judge", "check", "try", "start", "solve"),
		inCourse("map", "", "where you are, and what to do next; no command at all shows it, too", a.mapOf).Or("status", "progress", "next", "course"),
		inCourse("list", "", "every lab of every chapter", a.list).Or("labs", "ls", "all"),
		inCourse("chapter", "[NUMBER|TITLE]", "the introduction to a chapter", a.chapter).Or("introduction", "intro"),
		inCourse("watch", "[LAB] [-race=true]", "judge your fix again each time you save it", a.watchLab),
		inCourse("demo", "[LAB|speed] [-auto TIME] [-runs N]", "show a lab to a class, step by step", a.demoLab).Or("class", "teach", "present", "slides"),
		anywhere("explore", "[LAB|FOLDER|PATTERN…] [-run REGEXP] [-skip REGEXP] [-budget N|TIME] [-total TIME] [-time MODE] [-workers N] [-exhaust] [-shard K/N -o DIR] [-json] …", "run the tests of packages under every schedule", a.explore),
		anywhere("explain", "[LAB|FOLDER] [-o FILE] [-run REGEXP] [-open=true]", "write a page that shows a failing run step by step", a.explainLab).Or("page", "why", "show"),
		anywhere("play", "[LAB|FOLDER] [-tty] [-run REGEXP] [-open=true] [-json]", "be the scheduler yourself, and make a lab fail", a.play).Or("game"),
		inCourse("hint", "[LAB] [-n N]", "show one more hint", a.hint),
		inCourse("debrief", "[LAB] [-spoil]", "what a lab that you have solved teaches, and what one may have believed", a.debrief).Or("answer", "lesson"),
		inCourse("diff", "[LAB] [-spoil]", "compare your file with the solution, once you have solved the lab", a.diff).Or("solution", "compare"),
		inCourse("reset", "[LAB]", "bring back the broken version, keeping your work", a.reset).Or("restart", "restore", "undo"),
		inCourse("bench", "[LAB|engine] [-time TIME]", "measure a lab of chapter 5 and its solution, as bars; or how the explorer's work grows with a program: bench engine -h", a.bench),
		inCourse("catches", "[LAB…] [-fixes] [-runs N] [-cpu LIST] [-limit TIME] [-p N] [-json]", "measure what other tools see of the broken labs", a.catches),
		inCourse("verify", "[LAB…] [-count N] [-cpu LIST] [-p N] [-run REGEXP] [-sample N] [-seed N] [-write] [-shard K/N -o DIR] [-json]", "check the course itself", a.verify),
		anywhere("merge", "DIR… [-json] [-junit FILE] [-sarif FILE] [-html FOLDER] [-baseline FILE] [-accept]", "one report of what all shards have found", a.merge),
		inCourse("new", "LAB -chapter N", "for authors: lay out a new lab", a.newLab),
		anywhere("cache", "[clean]", "how much the explorer keeps, and where; or remove it", a.cache),
		anywhere("version", "", "which version this is, and where it keeps things", a.version),
	}
}

func inCourse(name, usage, about string, run func([]string) error) command.Command {
	return command.Command{Name: name, Usage: usage, About: about, Run: run}
}

func anywhere(name, usage, about string, run func([]string) error) command.Command {
	c := inCourse(name, usage, about, run)
	c.Anywhere = true
	return c
}

// help explains the command that args name, or all of them.
func (a *app) help(args []string) error {
	if len(args) > 0 && args[0] == "words" {
		a.printf("%s", watch.Words())
		return nil
	}
	if len(args) > 0 {
		c, err := a.commands().Find(args[0], program.Tool)
		if err != nil {
			return err
		}
		return a.explainUse(c, c.Run([]string{"-h"}))
	}
	a.printf("usage: %s [COMMAND]\n\n", program.Tool)
	about := "What a command's flags mean: " + program.Tool + " help COMMAND"
	if a.root != "" {
		about = "Without a command it shows the map of the course. Inside labs/x, LAB is x unless you say otherwise. " + about
	}
	a.printf("%s", console.Indent(console.Wrap(about, console.Prose(0)), ""))
	a.printf("\n")
	for _, c := range a.commands() {
		if a.root != "" || c.Anywhere {
			a.printf("%s", console.Hang(fmt.Sprintf("  %-9s ", c.Name), 12, c.About))
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

// explainUse shows a command's usage and flags if that is what err asks for.
func (a *app) explainUse(c command.Command, err error) error {
	var wanted command.HelpWanted
	if !errors.As(err, &wanted) {
		return err
	}
	a.printf("%s", c.Explain(program.Tool, wanted.Flags))
	return nil
}

// parse reads the flags of a command; see command.Parse.
func parse(fs *flag.FlagSet, args []string) ([]string, error) {
	return command.Parse(fs, args, program.Tool)
}

// version says what runs here, for a report of a bug.
func (a *app) version(args []string) error {
	if _, err := parse(flag.NewFlagSet("version", flag.ContinueOnError), args); err != nil {
		return err
	}
	line := fmt.Sprintf("racelab, revision %s, %s, %s %s/%s", a.revision(), console.Count(len(course.Labs), "lab"), runtime.Version(), runtime.GOOS, runtime.GOARCH)
	a.printf("%s", console.Indent(console.Wrap(line, console.Width()-1), ""))
	if a.root != "" {
		a.printf("checkout: %s\n", a.root)
	}
	if dir, err := os.UserCacheDir(); err == nil {
		a.printf("cache:    %s\n", filepath.Join(dir, "racelab"))
		a.printf("%s", console.Hang("          ", 10, "(built programs; it may be removed)"))
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
