package pairs

import (
	"fmt"
	"go/format"
	"go/types"
	"regexp"
	"strings"
)

// Source writes a test file for the package in a folder, in that package: for each
// exported type of which a value can be made, a test for any two of its exported
// methods, also twice the same. Calls that without matches, such as
// "(*Pool).Close", are left out; it may be nil. tests is how many there are.
func Source(dir string, tags []string, without *regexp.Regexp) (text []byte, tests int, err error) {
	m, subjects, err := subjects(dir, tags, without)
	if err != nil {
		return nil, 0, err
	}
	m.imports["sync"], m.imports["testing"] = "sync", "testing"
	var body strings.Builder
	for _, s := range subjects {
		tests += s.write(&body)
	}
	whole := "// Any two calls at once, written by lab explore -pairs.\n\npackage " + m.pkg.Name() + "\n\nimport (\n" + m.importLines(body.String()) + ")\n" + body.String()
	text, err = format.Source([]byte(whole))
	return text, tests, err
}

// subjects finds the types of a package, and what can be called on a value of each.
func subjects(dir string, tags []string, without *regexp.Regexp) (m *maker, all []subject, err error) {
	pkg, err := load(dir, tags)
	if err != nil {
		return nil, nil, err
	}
	m = &maker{pkg: pkg, imports: map[string]string{}, makes: map[string]string{}}
	m.learn()
	for _, name := range pkg.Scope().Names() {
		typ, ok := pkg.Scope().Lookup(name).(*types.TypeName)
		if !ok || !typ.Exported() || typ.IsAlias() || !m.reachable(typ.Type()) {
			continue
		}
		if s, ok := m.subject(typ, without); ok {
			all = append(all, s)
		}
	}
	if len(all) == 0 {
		return nil, nil, fmt.Errorf("no exported type of %s can be made, or has a method whose arguments can be\nhint: write a test by hand", pkg.Path())
	}
	return m, all, nil
}

// learn notes which functions, and then which methods of what these return, make a
// value of which type.
func (m *maker) learn() {
	scope := m.pkg.Scope()
	for range deepest {
		for _, name := range scope.Names() {
			if f, ok := scope.Lookup(name).(*types.Func); ok && f.Exported() {
				m.learnFrom(f, "")
			}
		}
		for _, name := range scope.Names() {
			typ, ok := scope.Lookup(name).(*types.TypeName)
			if !ok || !typ.Exported() || !m.reachable(typ.Type()) {
				continue
			}
			for _, t := range []types.Type{types.NewPointer(typ.Type()), typ.Type()} {
				if made, known := m.makes[types.TypeString(t, nil)]; known {
					for method := range methodsOf(t) {
						m.learnFrom(method, made+".")
					}
				}
			}
		}
	}
}

// learnFrom notes what f returns, if it is alone, or with an error of which nothing
// is expected.
func (m *maker) learnFrom(f *types.Func, before string) {
	s := f.Signature()
	if s.TypeParams().Len() > 0 || s.Results().Len() == 0 || s.Results().Len() > 2 {
		return
	}
	t := s.Results().At(0).Type()
	key := types.TypeString(t, nil)
	if _, known := m.makes[key]; known || !m.ours(t) {
		return
	}
	arguments, ok := m.arguments(s)
	switch {
	case !ok:
	case s.Results().Len() == 1:
		m.makes[key] = before + f.Name() + arguments
	case types.TypeString(s.Results().At(1).Type(), nil) == "error":
		m.makes[key] = "func() " + m.name(t) + " { v, err := " + before + f.Name() + arguments + "; if err != nil { panic(err) }; return v }()"
	}
}

// ours reports whether t is an exported type of the package, or points to one.
func (m *maker) ours(t types.Type) bool {
	if p, ok := t.(*types.Pointer); ok {
		t = p.Elem()
	}
	named, ok := t.(*types.Named)
	return ok && named.Obj().Pkg() == m.pkg && named.Obj().Exported() && m.reachable(named)
}

// methodsOf yields the exported methods of a type, in order.
func methodsOf(t types.Type) func(func(*types.Func) bool) {
	set := types.NewMethodSet(t)
	return func(yield func(*types.Func) bool) {
		for i := range set.Len() {
			if f, ok := set.At(i).Obj().(*types.Func); ok && f.Exported() && !yield(f) {
				return
			}
		}
	}
}

// A subject is a type with calls to make on one value.
type subject struct {
	name, make string
	typ        string // of the value, a pointer mostly
	calls      []call
	end        string // a method that ends what the value has begun, if there is one
}

type call struct {
	name, text string
	method     *types.Func
}

// enders end what a value has begun.
var enders = map[string]bool{"Close": true, "Stop": true, "Shutdown": true, "Release": true, "Dispose": true, "StopAndWait": true}

func (m *maker) subject(typ *types.TypeName, without *regexp.Regexp) (s subject, ok bool) {
	s.name = typ.Name()
	t := types.Type(types.NewPointer(typ.Type()))
	_, isStruct := typ.Type().Underlying().(*types.Struct)
	if made, known := m.makes[types.TypeString(t, nil)]; known {
		s.make = made
	} else if made, known := m.makes[types.TypeString(typ.Type(), nil)]; known {
		s.make, t = made, typ.Type()
	} else if isStruct {
		s.make = "new(" + typ.Name() + ")"
	} else {
		return s, false
	}
	for method := range methodsOf(t) {
		arguments, known := m.arguments(method.Signature())
		full := "(*" + typ.Name() + ")." + method.Name()
		if enders[method.Name()] && arguments == "()" && s.end == "" {
			s.end = method.Name()
		}
		if known && (without == nil || !without.MatchString(full)) {
			s.calls = append(s.calls, call{method.Name(), "v." + method.Name() + arguments, method})
		}
	}
	s.typ = m.name(t)
	return s, len(s.calls) > 0
}

// write writes a test for each pair and returns how many that are.
func (s subject) write(b *strings.Builder) (tests int) {
	for i, first := range s.calls {
		for _, second := range s.calls[i:] {
			end := ""
			if s.end != "" && first.name != s.end && second.name != s.end {
				end = "v." + s.end + "()\n"
			}
			fmt.Fprintf(b, "\nfunc TestPair_%s_%s_%s(t *testing.T) {\nv := %s\nvar both sync.WaitGroup\nboth.Add(2)\n"+
				"go func() { defer both.Done(); %s }()\ngo func() { defer both.Done(); %s }()\nboth.Wait()\n%s}\n",
				s.name, first.name, second.name, s.make, first.text, second.text, end)
			tests++
		}
	}
	return tests
}
