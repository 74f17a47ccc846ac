package mutant

import (
	"go/ast"
	"maps"
	"slices"
	"strings"
)

// TwoSteps: what an atomic does in one step is done in two.
const TwoSteps Kind = "atomic step made two"

const numbers = "int32 | int64 | uint32 | uint64 | uintptr"

// inTwo are functions that do what methods of atomics do, with a step of others between.
var inTwo = map[string]string{
	"Add":            "func inTwoAdd[T " + numbers + "](v interface {\nLoad() T\nStore(T)\n}, n T) T {\nn += v.Load()\nv.Store(n)\nreturn n\n}",
	"Swap":           "func inTwoSwap[T any](v interface {\nLoad() T\nStore(T)\n}, next T) T {\nlast := v.Load()\nv.Store(next)\nreturn last\n}",
	"CompareAndSwap": "func inTwoCompareAndSwap[T comparable](v interface {\nLoad() T\nStore(T)\n}, last, next T) bool {\nif v.Load() != last {\nreturn false\n}\nv.Store(next)\nreturn true\n}",
}

// steps makes two of each step of an atomic.
func (m *maker) steps(file *ast.File) {
	if !slices.ContainsFunc(file.Imports, func(s *ast.ImportSpec) bool { return strings.Contains(s.Path.Value, "sync/atomic") }) {
		return
	}
	names := slices.Collect(maps.Keys(inTwo))
	ast.Inspect(file, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok || !isMethod(call, names...) {
			return true
		}
		of := call.Fun.(*ast.SelectorExpr)
		first, name := call.Args[0].Pos(), of.Sel.Name
		m.replace(TwoSteps, call, edit{call.Pos(), first, "inTwo" + name + "(&" + m.text(of.X) + ", "}, helper(file, inTwo[name]))
		return true
	})
}
