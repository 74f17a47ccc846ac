package pairs

import (
	"go/types"
	"slices"
)

// mostMade is how many ways of making a value of one type are kept.
const mostMade = 4

// learn notes which functions, and then which methods of what these return, make a
// value of which type; and then the same functions with other small values.
func (m *maker) learn() {
	for range deepest {
		m.learnFunctions()
		for _, t := range m.types() {
			if made := m.makes[types.TypeString(t, nil)]; len(made) > 0 {
				for method := range methodsOf(t) {
					m.learnFrom(method, made[0]+".", 1)
				}
			}
		}
	}
	for m.small = range smalls {
		m.learnFunctions()
	}
	m.small = 0
}

func (m *maker) learnFunctions() {
	scope := m.pkg.Scope()
	for _, name := range scope.Names() {
		if f, ok := scope.Lookup(name).(*types.Func); ok && f.Exported() {
			m.learnFrom(f, "", mostMade)
		}
	}
}

// types lists the exported types of the package, as pointers and as they are. Those
// with parameters have int for each, where that will do.
func (m *maker) types() (all []types.Type) {
	scope := m.pkg.Scope()
	for _, name := range scope.Names() {
		if typ, ok := scope.Lookup(name).(*types.TypeName); ok && typ.Exported() && !typ.IsAlias() {
			if t := instance(typ.Type()); t != nil {
				all = append(all, types.NewPointer(t), t)
			}
		}
	}
	return all
}

// instance gives parameters of a type or function arguments; nil if int will not do.
func instance(t types.Type) types.Type {
	var params *types.TypeParamList
	switch t := t.(type) {
	case *types.Named:
		params = t.TypeParams()
	case *types.Signature:
		params = t.TypeParams()
	}
	if params.Len() == 0 {
		return t
	}
	made, err := types.Instantiate(nil, t, slices.Repeat([]types.Type{types.Typ[types.Int]}, params.Len()), true)
	if err != nil {
		return nil
	}
	return made
}

// learnFrom notes what f returns, if it is alone, or with an error of which nothing
// is expected, or with something else. No more than most ways are noted for a type.
func (m *maker) learnFrom(f *types.Func, before string, most int) {
	s, _ := instance(f.Signature()).(*types.Signature)
	if s == nil || s.Results().Len() == 0 || s.Results().Len() > 2 {
		return
	}
	t := s.Results().At(0).Type()
	key := types.TypeString(t, nil)
	if !m.worthMaking(t) || len(m.makes[key]) >= most {
		return
	}
	m.idle = false
	arguments, ok := m.arguments(s)
	if !ok {
		return
	}
	called := before + f.Name() + typeArguments(f.Signature())
	text := called + arguments
	if s.Results().Len() == 2 {
		made := "v, _ := " + text
		if types.TypeString(s.Results().At(1).Type(), nil) == "error" {
			made = "v, err := " + text + m.again(called, arguments, s) + "; if err != nil { t.Skip(err) }"
		}
		text = "func() " + m.name(t) + " { " + made + "; return v }()"
	}
	if !slices.Contains(m.makes[key], text) {
		at := slices.IndexFunc(m.makes[key], func(made string) bool { return m.useless[made] })
		if m.useless[text] = m.idle; m.idle || at < 0 {
			at = len(m.makes[key])
		}
		m.makes[key] = slices.Insert(m.makes[key], at, text)
	}
}

// again calls a function once more if it returns an error, with structs that are whole: a
// configuration that is empty may lack what nothing works without.
func (m *maker) again(called, arguments string, s *types.Signature) string {
	m.whole = true
	defer func() { m.whole = false }()
	whole, ok := m.arguments(s)
	if !ok || whole == arguments {
		return ""
	}
	return "; if err != nil { v, err = " + called + whole + " }"
}

// typeArguments are what instance has given a function.
func typeArguments(s *types.Signature) (text string) {
	for i := range s.TypeParams().Len() {
		text += ", int"
		if i == 0 {
			text = "[int"
		}
	}
	if text != "" {
		text += "]"
	}
	return text
}

// worthMaking reports whether t is a type with a name, or points to one: of others a
// value can be written down.
func (m *maker) worthMaking(t types.Type) bool {
	if p, ok := t.(*types.Pointer); ok {
		t = p.Elem()
	}
	named, ok := t.(*types.Named)
	return ok && named.Obj().Pkg() != nil && m.reachable(named)
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
