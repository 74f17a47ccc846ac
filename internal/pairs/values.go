package pairs

import (
	"fmt"
	"go/types"
	"maps"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A maker writes expressions for values of a package's types, as they are written in
// one of its own files.
type maker struct {
	pkg     *types.Package
	imports map[string]string   // path to name
	makes   map[string][]string // type to expressions that make one, of functions and methods
	useless map[string]bool     // of these, those that are tried last; see idle
	small   int                 // which of the small values basic types get
	whole   bool                // structs get their functions and numbers
	idle    bool                // a function among the arguments returns nil, of which a method is wanted
	lacks   string              // a type of which no value could be made
	lacking []string            // methods that cannot be called for that
}

// name writes a type.
func (m *maker) name(t types.Type) string {
	return types.TypeString(t, func(p *types.Package) string {
		if p == m.pkg {
			return ""
		}
		m.imports[p.Path()] = p.Name()
		return p.Name()
	})
}

// deepest is how far values are made of values.
const deepest = 3

// smalls are the values of basic types: one, zero, another.
var smalls = []struct{ boolean, text, number, duration string }{
	{"true", `"a"`, "1", "time.Millisecond"},
	{"false", `""`, "0", "0"},
	{"true", `"b"`, "2", "2 * time.Millisecond"},
}

// usuals are values of types that are met everywhere, and the packages they are from.
var usuals = map[string]struct{ text, from string }{
	"context.Context": {"context.Background()", "context"},
	"error":           {`errors.New("pair")`, "errors"},
	"io.Reader":       {`strings.NewReader("a")`, "strings"},
	"io.Writer":       {"io.Discard", "io"},
	"sync.Locker":     {"new(sync.Mutex)", "sync"},
}

// value writes a value of a type; ok is false if none can be made.
func (m *maker) value(t types.Type, depth int) (text string, ok bool) {
	if text, ok = m.attempt(t, depth); !ok && m.lacks == "" {
		m.lacks = types.TypeString(t, types.RelativeTo(m.pkg))
	}
	return text, ok
}

func (m *maker) attempt(t types.Type, depth int) (text string, ok bool) {
	key := types.TypeString(t, nil)
	if depth > deepest || !m.reachable(t) {
		return "", false
	}
	if key == "time.Duration" {
		m.imports["time"] = "time"
		return smalls[m.small].duration, true
	}
	if usual, known := usuals[key]; known {
		m.imports[usual.from] = usual.from
		return usual.text, true
	}
	if basic, ok := t.Underlying().(*types.Basic); ok {
		return m.basic(t, basic)
	}
	if made := m.makes[key]; len(made) > 0 {
		return made[0], true
	}
	switch u := t.Underlying().(type) {
	case *types.Pointer:
		s, isStruct := u.Elem().Underlying().(*types.Struct)
		switch {
		case !isStruct || !m.reachable(u.Elem()):
		case m.whole:
			return "&" + m.name(u.Elem()) + m.fields(s, depth), true
		default:
			return "new(" + m.name(u.Elem()) + ")", true
		}
	case *types.Struct:
		return m.name(t) + m.fields(u, depth), true
	case *types.Array:
		return m.name(t) + "{}", true
	case *types.Slice:
		element, ok := m.value(u.Elem(), depth+1)
		return m.name(t) + "{" + element + "}", ok
	case *types.Map:
		return m.name(t) + m.entry(u, depth), true
	case *types.Chan:
		return "make(" + m.name(types.NewChan(types.SendRecv, u.Elem())) + ", 1)", true
	case *types.Signature:
		return m.function(u)
	case *types.Interface:
		if u.Empty() {
			return "interface{}(1)", true // any is not known to an old go line
		}
		return m.implementer(u, depth)
	}
	return "", false
}

// fields writes those of a struct that nothing is made without, if it is to be whole.
func (m *maker) fields(s *types.Struct, depth int) string {
	var all []string
	for f := range s.Fields() {
		basic, isBasic := f.Type().Underlying().(*types.Basic)
		if !m.whole || !f.Exported() || !isFunction(f.Type()) && !(isBasic && basic.Info()&types.IsNumeric != 0) {
			continue
		}
		if value, ok := m.attempt(f.Type(), depth+1); ok {
			all = append(all, f.Name()+": "+value)
		}
	}
	return "{" + strings.Join(all, ", ") + "}"
}

// entry writes the one entry of a map: who is given an empty one has nothing to do.
func (m *maker) entry(u *types.Map, depth int) string {
	key, hasKey := m.attempt(u.Key(), depth+1)
	element, hasElement := m.attempt(u.Elem(), depth+1)
	if !hasKey || !hasElement {
		return "{}"
	}
	return "{" + key + ": " + element + "}"
}

// implementer writes a value of a type of the package that has the methods.
func (m *maker) implementer(u *types.Interface, depth int) (string, bool) {
	for _, name := range m.pkg.Scope().Names() {
		typ, ok := m.pkg.Scope().Lookup(name).(*types.TypeName)
		if !ok || !typ.Exported() || types.IsInterface(typ.Type()) || !m.reachable(typ.Type()) {
			continue
		}
		for _, t := range []types.Type{types.NewPointer(typ.Type()), typ.Type()} {
			if types.Implements(t, u) {
				return m.value(t, depth+1)
			}
		}
	}
	return "", false
}

// reachable reports whether the type can be named in the package.
func (m *maker) reachable(t types.Type) bool {
	if p, ok := t.(*types.Pointer); ok {
		return m.reachable(p.Elem())
	}
	named, ok := t.(*types.Named)
	if !ok {
		return true
	}
	obj := named.Obj()
	return named.TypeParams().Len() == named.TypeArgs().Len() && (obj.Pkg() == nil || obj.Pkg() == m.pkg ||
		obj.Exported() && !strings.Contains("/"+obj.Pkg().Path()+"/", "/internal/"))
}

func (m *maker) basic(t types.Type, u *types.Basic) (string, bool) {
	literal := ""
	switch info := u.Info(); {
	case info&types.IsBoolean != 0:
		literal = smalls[m.small].boolean
	case info&types.IsString != 0:
		literal = smalls[m.small].text
	case info&types.IsNumeric != 0:
		literal = smalls[m.small].number
	default:
		return "", false
	}
	return m.name(t) + "(" + literal + ")", true
}

// function writes one that does nothing.
func (m *maker) function(s *types.Signature) (string, bool) {
	for _, tuple := range []*types.Tuple{s.Params(), s.Results()} {
		for i := range tuple.Len() {
			if !m.reachable(tuple.At(i).Type()) {
				return "", false
			}
		}
	}
	text, returned := m.name(s), []string{}
	for i := range s.Results().Len() {
		returned = append(returned, m.returned(s.Results().At(i).Type()))
	}
	return text + " { return " + strings.Join(returned, ", ") + " }", true
}

// returned writes what a function returns that does nothing: the zero value, but if it should
// have methods, one of the package that has, for whoever gets nil can call none of them.
func (m *maker) returned(t types.Type) string {
	u, ok := t.Underlying().(*types.Interface)
	if !ok || u.Empty() || types.TypeString(t, nil) == "error" {
		return "*new(" + m.name(t) + ")"
	}
	lacks := m.lacks
	text, ok := m.implementer(u, deepest-1)
	if m.lacks = lacks; !ok {
		m.idle, text = true, "*new("+m.name(t)+")"
	}
	return text
}

// arguments writes what a function can be called with.
func (m *maker) arguments(s *types.Signature) (string, bool) {
	var all []string
	for i := range s.Params().Len() {
		t := s.Params().At(i).Type()
		if s.Variadic() && i == s.Params().Len()-1 {
			element, ok := m.value(t.(*types.Slice).Elem(), 1)
			if ok && !isFunction(t.(*types.Slice).Elem()) { // options can be left out
				all = append(all, element)
			}
			break
		}
		text, ok := m.value(t, 0)
		if !ok {
			return "", false
		}
		all = append(all, text)
	}
	return "(" + strings.Join(all, ", ") + ")", true
}

func isFunction(t types.Type) bool {
	_, ok := t.Underlying().(*types.Signature)
	return ok
}

// mentions reports whether body has something of the package of that name.
func mentions(body, name string) bool {
	for before, after, found := strings.Cut(body, name+"."); found; before, after, found = strings.Cut(after, name+".") {
		if last, _ := utf8.DecodeLastRuneInString(before); last != '.' && last != '_' && !unicode.IsLetter(last) && !unicode.IsDigit(last) {
			return true
		}
	}
	return false
}

// importLines are the imports that the body of a file needs, in order.
func (m *maker) importLines(body string) string {
	var b strings.Builder
	for _, p := range slices.Sorted(maps.Keys(m.imports)) {
		name := m.imports[p]
		if !mentions(body, name) {
			continue
		}
		if name == path.Base(p) {
			fmt.Fprintf(&b, "\t%q\n", p)
		} else {
			fmt.Fprintf(&b, "\t%s %q\n", name, p)
		}
	}
	return b.String()
}
