// Package command is the frame of a program with subcommands: it reads flags in
// any place, shows what each is for, and says what a mistyped name may have meant.
package command

import (
	"cmp"
	"errors"
	"flag"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"

	"racelab/internal/console"
)

// A Command is one subcommand.
type Command struct {
	Name, Usage, About string // Usage is what follows its name
	Run                func(args []string) error
	Anywhere           bool // not only in the course
	called             []string
}

// Or is c with other words that a reader may look for it by. None of them is a command,
// and the answer to each names c.
func (c Command) Or(words ...string) Command {
	c.called = append(c.called, words...)
	return c
}

// Set is all subcommands of a program.
type Set []Command

// Find returns the command of that name; the error is a *UsageError.
func (s Set) Find(name, tool string) (Command, error) {
	names := []string{"help"}
	for _, c := range s {
		if c.Name == name {
			return c, nil
		}
		names = append(names, c.Name)
	}
	return Command{}, Usagef("there is no command %q%s; see: %s help", name, s.meant(name, names), tool)
}

// meant goes by what a word means, and only then by how it is spelt.
func (s Set) meant(name string, names []string) string {
	for _, c := range s {
		if slices.Contains(c.called, strings.ToLower(name)) {
			return suggest(c.Name)
		}
	}
	return DidYouMean(name, names)
}

func suggest(name string) string { return `; did you mean "` + name + `"?` }

// ErrFails says that the command did its job, and that what it looked at does not
// pass. It has been explained by the time it is returned.
var ErrFails = errors.New("does not pass")

// A UsageError is a mistake in the command line.
type UsageError struct{ What string }

func (e *UsageError) Error() string { return e.What }

// Usagef is a *UsageError.
func Usagef(format string, args ...any) error { return &UsageError{fmt.Sprintf(format, args...)} }

// HelpWanted is what Parse returns when the words ask for help.
type HelpWanted struct{ Flags *flag.FlagSet }

func (HelpWanted) Error() string { return "help wanted" }

// Parse reads flags before, between and after the positional arguments, which it
// returns, since `run cakebox -v` is as natural as `run -v cakebox`. The error is
// HelpWanted or a *UsageError.
func Parse(fs *flag.FlagSet, args []string, tool string) ([]string, error) {
	fs.SetOutput(io.Discard)
	var positional []string
	for {
		if err := fs.Parse(args); errors.Is(err, flag.ErrHelp) {
			return nil, HelpWanted{fs}
		} else if err != nil {
			return nil, Usagef("%v; see: %s help %s", err, tool, fs.Name())
		}
		if fs.NArg() == 0 {
			return positional, nil
		}
		positional = append(positional, fs.Arg(0))
		args = fs.Args()[1:]
	}
}

// A recorder remembers the text that a flag was set to, which some flags forget.
type recorder struct {
	flag.Value
	text string
}

func (r *recorder) Set(text string) error {
	r.text = text
	return r.Value.Set(text)
}

func (r *recorder) IsBoolFlag() bool {
	b, ok := r.Value.(interface{ IsBoolFlag() bool })
	return ok && b.IsBoolFlag()
}

// Record has fs remember what its flags are set to. What it returns says that, for
// each flag but the excepted ones, when fs has been parsed.
func Record(fs *flag.FlagSet) func(except ...string) map[string]string {
	fs.VisitAll(func(f *flag.Flag) { f.Value = &recorder{Value: f.Value} })
	return func(except ...string) map[string]string {
		all := map[string]string{}
		fs.VisitAll(func(f *flag.Flag) {
			if !slices.Contains(except, f.Name) {
				all[f.Name] = cmp.Or(f.Value.String(), f.Value.(*recorder).text)
			}
		})
		return all
	}
}

// Explain is how a command is used: its usage, and its flags if there are any.
func (c Command) Explain(tool string, flags *flag.FlagSet) string {
	var text strings.Builder
	call := tool + " " + strings.TrimSpace(c.Name+" "+c.Usage)
	text.WriteString(console.Hang("usage: ", 7, call))
	text.WriteString(console.Hang("  ", 2, c.About))
	widest := 0
	flags.VisitAll(func(f *flag.Flag) { widest = max(widest, len(f.Name)) })
	flags.VisitAll(func(f *flag.Flag) {
		note := ""
		if !slices.Contains([]string{"", "false", "0", "0s", "-1ns"}, f.DefValue) {
			note = " (default " + f.DefValue + ")"
		}
		text.WriteString(console.Hang(fmt.Sprintf("  -%-*s  ", widest, f.Name), widest+5, f.Usage+note))
	})
	return text.String()
}

// DidYouMean suggests the nearest of names, or nothing when none is near: a
// far-fetched suggestion is worse than none.
func DidYouMean(name string, names []string) string {
	best, distance := "", 1+max(2, len(name)/3)
	for _, n := range names {
		d := levenshtein.ComputeDistance(strings.ToLower(name), n)
		if name != "" && strings.HasPrefix(n, strings.ToLower(name)) {
			d = min(d, 1)
		}
		if d < distance {
			best, distance = n, d
		}
	}
	if best == "" {
		return ""
	}
	return suggest(best)
}
