package pairs

import (
	"fmt"
	"go/format"
	"go/types"
	"regexp"
	"slices"
	"strings"
)

// Made are tests of a package, written for it, and in that package.
type Made struct {
	Text []byte
	// Turns has two more tests for each: they make the same calls one after the other,
	// in both orders. What fails so as well is not a matter of two at once. See TurnsOf.
	Turns []byte
	// SetUp matches the go statements of tests of types that have no method to end what
	// a value begins when it is made: that may go on. It is nil if there are none.
	SetUp   *regexp.Regexp
	Tests   int
	LeftOut int      // wanted tests that there were too many of
	NotMade []string // tests that were not wanted, or left out
	Lacks   []string // methods that are not called, and why
}

// Source writes a test file for the package in a folder: for each exported type of
// which a value can be made, a test for any two of its exported methods, also twice the
// same; these also after one call of a third, on values made otherwise, with other
// arguments, and with one of the two calls on what a third has returned. Calls that
// without matches, such as "(*Pool).Close", are left out; it may be nil. So may wanted, which
// says of a test, by name, whether it is asked for. most is how many tests there may be, 0 for
// any number.
func Source(dir string, tags []string, without *regexp.Regexp, wanted func(test string) bool, most int) (made Made, err error) {
	m, subjects, err := subjects(dir, tags, without)
	if err != nil {
		return made, err
	}
	m.imports["sync"], m.imports["testing"] = "sync", "testing"
	tests, all := choose(subjects, wanted, most)
	var pairs, turns strings.Builder
	written := map[string]bool{}
	for _, t := range tests {
		written[t.name] = true
		t.write(&pairs)
		t.writeTurns(&turns)
	}
	made = Made{Tests: len(tests), Lacks: m.lacking, SetUp: unended(subjects)}
	for _, name := range all {
		if !written[name] {
			made.NotMade = append(made.NotMade, name)
			if wanted == nil || wanted(name) {
				made.LeftOut++
			}
		}
	}
	if made.Text, err = m.file("Any two calls at once, written by lab explore -pairs.", pairs.String()); err != nil {
		return made, err
	}
	made.Turns, err = m.file("The same calls, one after the other.", turns.String())
	return made, err
}

// unended matches the tests of the subjects that nothing ends.
func unended(subjects []*subject) *regexp.Regexp {
	var names []string
	for _, s := range subjects {
		if s.end == "" {
			names = append(names, s.name)
		}
	}
	if len(names) == 0 {
		return nil
	}
	return regexp.MustCompile(`\.Test(Pair|First|Second)_(` + strings.Join(names, "|") + `)_`)
}

// file is a test file of the package.
func (m *maker) file(about, body string) ([]byte, error) {
	return format.Source([]byte("// " + about + "\n\npackage " + m.pkg.Name() + "\n\nimport (\n" + m.importLines(body) + ")\n" + body))
}

// subjects finds the types of a package, and what can be called on a value of each.
func subjects(dir string, tags []string, without *regexp.Regexp) (m *maker, all []*subject, err error) {
	from, err := load(dir, tags)
	if err != nil {
		return nil, nil, err
	}
	m = &maker{pkg: from.pkg, imports: map[string]string{}, makes: map[string][]string{}, useless: map[string]bool{}}
	m.learn()
	changes, seen := from.changers(), map[string]bool{}
	for _, t := range m.types() {
		if s, ok := m.subject(t, without, changes); ok && !seen[s.name] {
			seen[s.name] = true
			all = append(all, s)
		}
	}
	if len(all) == 0 {
		return nil, nil, fmt.Errorf("no exported type of %s can be made, or has a method whose arguments can be\nhint: write a test by hand", from.pkg.Path())
	}
	for _, s := range all {
		s.findParts(all)
	}
	return m, all, nil
}

// A subject is a type with calls to make on one value.
type subject struct {
	name  string
	makes []string // ways to make a value
	typ   string   // of the value, a pointer mostly
	key   string   // the same, as types.TypeString writes it
	calls []call
	zeros []call // those with arguments, which are zero here
	end   string // a method that ends what the value has begun, if there is one
	parts []part
}

type call struct {
	name, text string // of text, the value is v
	method     *types.Func
	changes    bool // something that others see, maybe
}

// A part is a value that a call of another returns.
type part struct {
	by call
	of *subject
}

// enders end what a value has begun, those first that wait for it.
var enders = []string{"StopAndWait", "Shutdown", "Close", "Stop", "Release", "Dispose"}

func isEnder(name string) bool { return slices.Contains(enders, name) }

// subject is what is to be called on values of type t, if these can be made.
func (m *maker) subject(t types.Type, without *regexp.Regexp, changes map[string]bool) (*subject, bool) {
	named, isPointer := t, false
	if p, ok := t.(*types.Pointer); ok {
		named, isPointer = p.Elem(), true
	}
	s := &subject{name: named.(*types.Named).Obj().Name(), typ: m.name(t), key: types.TypeString(t, nil)}
	_, isStruct := named.Underlying().(*types.Struct)
	switch made := m.makes[s.key]; {
	case len(made) > 0:
		s.makes = made
	case isPointer && isStruct && len(m.makes[types.TypeString(named, nil)]) == 0:
		s.makes = []string{"new(" + m.name(named) + ")"}
	default:
		return nil, false
	}
	m.addCalls(s, t, without, changes)
	for _, name := range slices.Backward(enders) {
		if slices.ContainsFunc(s.calls, func(c call) bool { return c.text == "v."+name+"()" }) {
			s.end = name
		}
	}
	return s, len(s.calls) > 0
}

// addCalls adds the calls of the methods of t.
func (m *maker) addCalls(s *subject, t types.Type, without *regexp.Regexp, changes map[string]bool) {
	for method := range methodsOf(t) {
		full := "(*" + s.name + ")." + method.Name()
		if without != nil && without.MatchString(full) {
			continue
		}
		m.lacks = ""
		arguments, known := m.arguments(method.Signature())
		if !known {
			m.lacking = append(m.lacking, full+", which wants a "+m.lacks)
			continue
		}
		c := call{method.Name(), "v." + method.Name() + arguments, method, changes[method.Name()]}
		s.calls = append(s.calls, c)
		m.small = 1
		if zero, _ := m.arguments(method.Signature()); zero != arguments {
			c.text = "v." + method.Name() + zero
			s.zeros = append(s.zeros, c)
		}
		m.small = 0
	}
}

// findParts finds what calls of s return that has methods itself, each once.
func (s *subject) findParts(all []*subject) {
	for _, of := range all {
		for _, c := range s.calls {
			results := c.method.Signature().Results()
			if results.Len() == 1 && types.TypeString(results.At(0).Type(), nil) == of.key && !isEnder(c.name) {
				s.parts = append(s.parts, part{c, of})
				break
			}
		}
	}
}
