package mutant

import (
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
)

// The faults that Seeds makes.
const (
	LockRemoved  Kind = "lock removed"
	DeferDropped Kind = "defer dropped"
	Swapped      Kind = "statements swapped"
)

// Seeds returns faults to measure detectors with, in the order of their lines: a lock is
// not taken in a function, nor given back; a deferred call is left out; two neighbours
// change places, of which at least one is a step that other goroutines wait for.
func Seeds(source []byte) ([]Mutant, error) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "", source, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	m := &maker{source: source, file: fset.File(file.Pos())}
	for _, d := range file.Decls {
		if f, ok := d.(*ast.FuncDecl); ok && f.Body != nil {
			m.seed(f.Body)
		}
	}
	slices.SortStableFunc(m.made, func(a, b Mutant) int { return a.Line - b.Line })
	return m.made, m.err
}

func (m *maker) seed(body *ast.BlockStmt) {
	lists(body, func(list []ast.Stmt) {
		for i, s := range list {
			if isMethod(callOf(s), "Lock", "RLock") {
				m.unlock(body, s)
			}
			if _, ok := s.(*ast.DeferStmt); ok {
				m.replace(DeferDropped, s, edit{s.Pos(), s.End(), ""})
			}
			if i+1 < len(list) && movable(s) && movable(list[i+1]) && (isSync(s) || isSync(list[i+1])) {
				next := list[i+1]
				m.replace(Swapped, s, edit{s.Pos(), s.End(), m.text(next)}, edit{next.Pos(), next.End(), m.text(s)})
			}
		}
	})
}

// unlock removes a lock, and in the whole function what gives it back.
func (m *maker) unlock(body *ast.BlockStmt, lock ast.Stmt) {
	of := m.text(callOf(lock).Fun.(*ast.SelectorExpr).X)
	edits := []edit{{lock.Pos(), lock.End(), ""}}
	ast.Inspect(body, func(n ast.Node) bool {
		s, ok := n.(ast.Stmt)
		if ok && s != lock && isMethod(callOf(s), "Lock", "RLock", "Unlock", "RUnlock") && m.text(callOf(s).Fun.(*ast.SelectorExpr).X) == of {
			edits = append(edits, edit{s.Pos(), s.End(), ""})
			return false
		}
		return true
	})
	slices.SortFunc(edits, func(a, b edit) int { return int(a.from - b.from) })
	m.replace(LockRemoved, lock, edits...)
}

// movable reports whether a statement declares nothing and jumps nowhere.
func movable(s ast.Stmt) bool {
	switch s := s.(type) {
	case *ast.AssignStmt:
		return s.Tok != token.DEFINE
	case *ast.ExprStmt, *ast.IncDecStmt, *ast.SendStmt, *ast.GoStmt, *ast.DeferStmt:
		return true
	}
	return false
}

// isSync reports whether a statement is a step that other goroutines wait for, or see.
func isSync(s ast.Stmt) bool {
	switch s := s.(type) {
	case *ast.SendStmt, *ast.GoStmt:
		return true
	case *ast.ExprStmt:
		_, receives := s.X.(*ast.UnaryExpr)
		return receives || isClose(callOf(s)) || isMethod(callOf(s), "Lock", "RLock", "Unlock", "RUnlock", "Add", "Done", "Wait", "Signal", "Broadcast", "Store")
	}
	call := callOf(s)
	return isClose(call) || isMethod(call, "Unlock", "RUnlock", "Done")
}
