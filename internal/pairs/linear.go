package pairs

import (
	_ "embed"
	"fmt"
	"go/format"
	"go/types"
	"regexp"
	"slices"
	"strings"
)

// Face is the source of the package that the tests of Linearizable import.
//
//go:embed face/face.go
var Face []byte

// Linearizable writes a test file as Source does, with a test for each type: do
// goroutines that call its methods at once get what they could have got one after the
// other? face is the import path at which Face is seen.
func Linearizable(dir string, tags []string, without *regexp.Regexp, face string) (text []byte, tests int, err error) {
	m, subjects, err := subjects(dir, tags, without)
	if err != nil {
		return nil, 0, err
	}
	m.imports["testing"], m.imports[face] = "testing", "explore"
	var body strings.Builder
	for _, s := range subjects {
		if s = s.comparable(); len(s.calls) > 0 {
			s.writeLinearizable(&body)
			tests++
		}
	}
	if tests == 0 {
		return nil, 0, fmt.Errorf("no exported type of %s has methods whose results can be compared\nhint: write a test by hand", m.pkg.Path())
	}
	version, _, _ := strings.Cut(string(Face), "\n") // of the language, whatever the module has
	whole := "// Calls at once, written by lab explore -linearizable, where alone it compiles.\n\n" + version + "\n\npackage " + m.pkg.Name() + "\n\nimport (\n" + m.importLines(body.String()) + ")\n" + body.String()
	text, err = format.Source([]byte(whole))
	return text, tests, err
}

// comparable is s without the methods that end it, and without those of which two
// results cannot be compared.
func (s *subject) comparable() *subject {
	few := *s
	few.calls = slices.DeleteFunc(slices.Clone(s.calls), func(c call) bool {
		return isEnder(c.name) || !canCompare(c.method.Signature().Results())
	})
	return &few
}

// canCompare reports whether results of two calls can be equal: functions never are,
// and channels only if they are the same.
func canCompare(results *types.Tuple) bool {
	for i := range results.Len() {
		switch results.At(i).Type().Underlying().(type) {
		case *types.Signature, *types.Chan:
			return false
		}
	}
	return true
}

// plain leaves out the types of basic values, which Source writes.
var plain = func() *strings.Replacer {
	var pairs []string
	for _, t := range types.Typ {
		for _, literal := range []string{"1", `"a"`, "true"} {
			pairs = append(pairs, t.Name()+"("+literal+")", literal)
		}
	}
	return strings.NewReplacer(pairs...)
}()

// writeLinearizable writes one test. Of many methods there are many scenarios, so
// these are smaller.
func (s *subject) writeLinearizable(b *strings.Builder) {
	calls, before := 2, 1
	switch n := len(s.calls); {
	case n > 8:
		calls = 1
	case n > 4:
		before = 0
	}
	fmt.Fprintf(b, "\nfunc %s(t *testing.T) {\nfresh := func() %s {\nv := %s\n", Histories+s.name, s.typ, s.makes[0])
	if s.end != "" {
		fmt.Fprintf(b, "t.Cleanup(func() { v.%s() })\n", s.end)
	}
	fmt.Fprintf(b, "return v\n}\nexplore.Linearizable(t, fresh, nil, explore.Operations[%s]{\n", s.typ)
	for _, c := range s.calls {
		name := plain.Replace(strings.TrimPrefix(c.text, "v."))
		made := "return explore.Results(" + c.text + ")"
		if c.method.Signature().Results().Len() == 0 {
			made = c.text + "; return nil"
		}
		fmt.Fprintf(b, "%q: func(v %s) []any { %s },\n", name, s.typ, made)
	}
	fmt.Fprintf(b, "}, explore.Scenarios(2, %d, %d))\n}\n", calls, before)
}
