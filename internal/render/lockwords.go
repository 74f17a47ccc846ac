package render

import "strings"

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
