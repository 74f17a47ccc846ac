package render

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// lockWords say why locks did not keep two goroutines apart.
func lockWords(s sentence) string {
	lock := func(task, i int) string {
		if i >= len(s.Objects) || s.Objects[i] < 0 {
			return s.task(task) + " holds no lock"
		}
		return s.task(task) + " holds " + s.object("a lock", i) + s.at(", taken at ", i)
	}
	switch {
	case len(s.Objects) < 2 || len(s.Ops) < 2:
		return "the locks that they hold do not keep them apart"
	case len(s.Objects) > 2 && s.Objects[1] >= 0 && s.Objects[1] == s.Objects[2]:
		return s.task(1) + " does not hold " + s.object("its lock", 1) + " all the time: it takes it" + s.at(" at ", 1) + ", and again" + s.at(" at ", 2)
	case len(s.Objects) > 2:
		return lock(0, 0) + ", and " + lock(1, 1) + ", and later " + strings.TrimPrefix(lock(1, 2), s.task(1)+" ")
	case s.Objects[0] >= 0 && s.Objects[1] >= 0 && s.Objects[0] != s.Objects[1]:
		return lock(0, 0) + ", and " + lock(1, 1) + ": not the same lock"
	}
	both := ""
	if s.Ops[0].Use().Shared && s.Ops[1].Use().Shared {
		both = ", both for reading only"
	}
	return lock(0, 0) + ", and " + lock(1, 1) + both
}

func circleWords(s sentence) string {
	if len(s.Tasks) == 2 {
		return fmt.Sprintf("%s%s and %s%s each hold what the other one waits for",
			s.task(0), inBrackets(s.at("waits at ", 0)+s.called(0)), s.task(1), inBrackets(s.at("waits at ", 1)+s.called(1))) + s.takenIn(", taken at ", 2)
	}
	if len(s.Tasks) == 0 {
		return "goroutines wait for each other in a circle"
	}
	var list []string
	for i := range s.Tasks {
		list = append(list, s.task(i)+inBrackets(s.at("waits at ", i)))
	}
	return strings.Join(list, ", ") + " wait for each other in a circle" + s.takenIn("; each holds what it took at ", len(s.Tasks))
}

// takenIn says, after some words, where the locks of a circle were taken: at the places
// from one on, each once.
func (s sentence) takenIn(words string, from int) string {
	var all []string
	for i := from; i < len(s.Places); i++ {
		if at := s.at("", i); at != "" && !slices.Contains(all, at) {
			all = append(all, at)
		}
	}
	if len(all) == 0 {
		return ""
	}
	return words + strings.Join(all, " and ")
}

func keptWords(s sentence) string {
	last := max(len(s.Tasks)-1, 0)
	ended := "returned"
	if len(s.Ops) > 1 {
		ended = cmp.Or(s.Ops[1].Use().Did, ended)
	}
	ended += s.at(" at ", 1) + inBrackets(s.Text)
	kept := fmt.Sprintf("%s took %s%s and %s without unlocking it", s.task(last), s.object("a lock", 0), s.at(" at ", 0), ended)
	if last == 0 {
		return kept
	}
	return fmt.Sprintf("%s; %s waits for it%s", kept, s.task(0), s.at(" at ", 2))
}
