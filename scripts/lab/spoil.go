package main

import (
	"flag"

	"racelab/internal/command"
	"racelab/internal/course"
)

// spoilFlag is the flag of a command that tells the solution.
func spoilFlag(fs *flag.FlagSet) *bool {
	return fs.Bool("spoil", false, "show it although the lab is not solved yet")
}

// mayTell is an error if the learner would be told the solution of a lab which they have not
// solved, and have not asked for that.
func (a *app) mayTell(l course.Lab, spoil bool, name string) error {
	if spoil || !a.unsolved(l) {
		return nil
	}
	return command.Usagef("this would show the solution of %s, which you could not find by yourself any more\nhint: go tool lab hint %[1]s tells less; all the same: go tool lab %s %[1]s -spoil",
		l.Name, name)
}

// solutionOf is the command that shows the solution of l.
func (a *app) solutionOf(l course.Lab) string {
	show := "go tool lab diff " + l.Name
	if a.unsolved(l) {
		show += " -spoil"
	}
	return show
}

func (a *app) unsolved(l course.Lab) bool {
	p, _ := course.LoadProgress(a.root) // whoever saves it warns
	return !p.IsSolved(l.Name)
}
