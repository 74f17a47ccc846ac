package render

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"racelab/internal/console"
	"racelab/internal/trace"
)

// A sentence has the operands of a cause at hand. What is missing is left out.
type sentence struct {
	trace.Cause
	n names
}

func (s sentence) task(i int) string {
	if i < len(s.Calls) && s.Calls[i] != "" {
		return s.who(i) + inBrackets("in "+console.Clean(s.Calls[i]))
	}
	return s.who(i)
}

// who is a task without the call that it makes.
func (s sentence) who(i int) string {
	if i >= len(s.Tasks) || s.Tasks[i] < 0 {
		return "a goroutine"
	}
	return s.n.of(s.Tasks[i])
}

// from is where the function that a place is in was called, if that is known.
func (s sentence) from(i int) string {
	return inBrackets(strings.TrimPrefix(s.called(i), ", "))
}

// other is from, unless that is where the place before was called from, too.
func (s sentence) other(i int) string {
	if s.called(i) == s.called(i-1) {
		return ""
	}
	return s.from(i)
}

// called is from for what stands in brackets already.
func (s sentence) called(i int) string {
	if i >= len(s.From) || at(s.From[i]) == "" {
		return ""
	}
	return ", called at " + at(s.From[i])
}

// over says what has ended although a goroutine is left.
func (s sentence) over() string {
	if s.Subtest != "" {
		return "the subtest " + console.Clean(s.Subtest) + " is over"
	}
	return "the test is over"
}

func (s sentence) at(before string, i int) string {
	if i >= len(s.Places) || at(s.Places[i]) == "" {
		return ""
	}
	return before + at(s.Places[i])
}

// two are two places, or one if they are the same.
func (s sentence) two(i int) string {
	if s.at("", i) == s.at("", i+1) {
		return s.at(" at ", i)
	}
	return s.at(" at ", i) + s.at(" and ", i+1)
}

func (s sentence) name(i int) string {
	if i >= len(s.Names) {
		return ""
	}
	return console.Clean(s.Names[i])
}

// object is what the source calls an object; in a sentence that does without,
// with a blank before it.
func (s sentence) object(otherwise string, i int) string {
	switch name := s.name(i); {
	case name == "":
		return otherwise
	case otherwise == "":
		return " " + name
	default:
		return name
	}
}

// thing is what the sentence's first task changes, of which a clause says more: and where,
// if that is a third place.
func (s sentence) thing(i int) string {
	where := s.at(" at ", 2) + s.from(2)
	if s.at("", 2) == s.at("", 0) || s.at("", 2) == s.at("", 1) {
		where = ""
	}
	switch {
	case s.name(i) != "":
		return s.name(i) + where + ", which"
	case where != "":
		return "something" + where + " that"
	}
	return "what"
}

func (s sentence) both() string {
	if a, b := s.name(0), s.name(1); a != "" && b != "" && a != b {
		return a + " and " + b
	}
	return "two variables"
}

func (s sentence) wait(i int) string {
	if s.Wait == nil {
		return "something"
	}
	return waitWords(*s.Wait, s.name(i))
}

// gone says which goroutine could have woken the first one, and what it did instead.
func (s sentence) gone() string {
	if len(s.Tasks) < 2 || len(s.Ops) < 2 {
		return ""
	}
	did := " " + cmp.Or(s.Ops[1].Use().Last, "last used it") + s.at(" at ", 1) + s.from(1)
	if use := s.Ops[1].Use(); use.Memory && use.Writes {
		did = " last changed " + s.object("what both use", 1) + s.at(" at ", 1) + s.from(1)
	}
	if len(s.Ops) > 2 {
		did += s.at(", and returned at ", 2)
	}
	return ": " + s.task(1) + did
}

// each is where every goroutine is, and what it uses there.
func (s sentence) each() string {
	all := ""
	for i := range min(len(s.Places), len(s.Tasks)) {
		all += s.at([]string{", at ", " and "}[min(i, 1)], i) + inBrackets(strings.TrimPrefix(s.name(i)+s.called(i), ", "))
	}
	return all
}

// loops are those that the goroutines go round, each once.
func (s sentence) loops() string {
	var all []string
	for i := len(s.Tasks); i < len(s.Places); i++ {
		if at := s.at("", i); at != "" && !slices.Contains(all, at) {
			all = append(all, at)
		}
	}
	switch len(all) {
	case 0:
		return ""
	case 1:
		return " round the loop at " + all[0]
	}
	return " round the loops at " + strings.Join(all, " and ")
}

// does is what was done at a place.
func (s sentence) does(i int) string {
	if i >= len(s.Ops) {
		return "goes on"
	}
	return Does(s.Ops[i], s.name(i))
}

// Does says what an operation does to what the source calls name.
func Does(op trace.Op, name string) string {
	use := op.Use()
	verb := use.Does
	if name == "" {
		verb = cmp.Or(use.Unnamed, verb)
		for _, link := range []string{" for %s", " to %s", " from %s", " of %s", " %s"} {
			verb = strings.Replace(verb, link, "", 1)
		}
	}
	return strings.Replace(verb, "%s", name, 1)
}

// did is what a task did in the code under test, and who had led to that.
func (s sentence) did() string {
	if len(s.Ops) == 0 {
		return "calls a function of the test" + s.at(" at ", 0) + s.from(0)
	}
	by := ""
	if len(s.Tasks) > 1 {
		by = ", which " + s.task(1) + " " + cmp.Or(s.Ops[1].Use().Did, "wrote") + s.at(" at ", 1) + s.from(1)
	}
	return s.does(0) + s.at(" at ", 0) + s.from(0) + by
}

// again says that steps come again and again.
func (s sentence) again(whose string) string {
	if s.Count == 1 {
		return "the same step" + whose + " repeats for ever"
	}
	return fmt.Sprintf("the same %d steps%s repeat for ever", s.Count, whose)
}

func of(name string) string {
	if name == "" {
		return ""
	}
	return " of " + name
}

func comma(after string) string {
	if after == "" {
		return ""
	}
	return ","
}

// guards says which locks the sides of a data race held.
func (s sentence) guards() string {
	if len(s.Places) < 4 || len(s.Objects) < 4 {
		return ""
	}
	lock := func(i int) string {
		if s.Objects[i+2] < 0 {
			return s.task(i) + " holds no lock"
		}
		return s.task(i) + " holds " + s.object("a lock", i+2) + s.at(", taken at ", i+2)
	}
	held := func(i int) bool { use := s.Ops[i].Use(); return (use.Exclusive || use.Shared) && !use.Frees }
	switch {
	case s.Objects[2] == s.Objects[3] && !(held(2) && held(3)):
		return "; that both used " + s.object("the same thing", 2) + " before" + s.two(2) + " does not order them"
	case s.Objects[2] != s.Objects[3]:
		end := ""
		if s.Objects[2] >= 0 && s.Objects[3] >= 0 {
			end = ": not the same lock"
		}
		return "; " + lock(0) + ", and " + lock(1) + end
	case s.Ops[2].Use().Shared && s.Ops[3].Use().Shared:
		return "; both hold " + s.object("the lock", 2) + " for reading only"
	}
	return "; both hold " + s.object("the same lock", 2) + ", but not all the time"
}
