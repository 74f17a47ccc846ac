package rewrite

import (
	"go/ast"
	"go/token"
	"go/types"
)

func (f *file) callExpr(e *ast.CallExpr) string {
	name, ok := f.builtin(e)
	if !ok {
		return f.libraryCall(e)
	}
	switch name {
	case "Sizeof", "Alignof", "Offsetof":
		return f.source(e)
	case "recover":
		return "sim_.Recovered(" + f.source(e) + ")"
	case "make":
		return f.makeCall(e)
	}
	if len(e.Args) == 0 {
		return f.inside(e)
	}
	if text := f.onShared(name, e); text != "" {
		return text
	}
	return f.inside(e)
}

// builtin returns the name of the builtin that e calls.
func (f *file) builtin(e *ast.CallExpr) (string, bool) {
	switch fun := ast.Unparen(e.Fun).(type) {
	case *ast.Ident:
		b, ok := f.info.Uses[fun].(*types.Builtin)
		return fun.Name, ok && b != nil
	case *ast.SelectorExpr:
		b, ok := f.info.Uses[fun.Sel].(*types.Builtin)
		return fun.Sel.Name, ok && b != nil
	}
	return "", false
}

// onShared returns a call of the builtins that work on what may be shared, or
// "" if nothing of e's first argument is.
func (f *file) onShared(name string, e *ast.CallExpr) string {
	first := f.typeOf(e.Args[0])
	switch core(first).(type) {
	case *types.Chan:
		return f.onChan(name, e)
	case *types.Map:
		switch name {
		case "len":
			return f.stitch(e.Pos(), e.End(), instead(e.Args[0], f.call("MapR", e, f.value(e.Args[0]))))
		case "clear":
			return f.simCall("MapClear", e)
		case "delete":
			return f.chain("MapAt", "Delete", e)
		}
	case *types.Slice:
		switch name {
		case "append":
			return f.appendCall(e)
		case "copy":
			return f.copyCall(e)
		case "clear":
			return f.simCall("Clear", e)
		}
	}
	return ""
}

func (f *file) onChan(name string, e *ast.CallExpr) string {
	sendOnly := core(f.typeOf(e.Args[0])).(*types.Chan).Dir() == types.SendOnly
	switch {
	case name == "close":
		return f.simCall("Close", e)
	case name == "len" && sendOnly:
		return f.simCall("LenSend", e)
	case name == "cap" && sendOnly:
		return f.simCall("CapSend", e)
	case name == "len":
		return f.simCall("Len", e)
	case name == "cap":
		return f.simCall("Cap", e)
	}
	return ""
}

// simCall returns a call of the simulator's function with e's arguments.
func (f *file) simCall(name string, e *ast.CallExpr) string {
	last := e.Args[len(e.Args)-1]
	args := f.stitch(e.Lparen+1, last.End(), f.valueParts(e.Args)...)
	return "sim_." + name + "(" + args + ", " + f.site(e) + f.tail(last.End(), e.Rparen) + ")"
}

// chain returns sim_.first(arg0, site).then(arg1, …): the event comes after
// the evaluation of all arguments, which may have events of their own.
func (f *file) chain(first, then string, e *ast.CallExpr) string {
	rest := e.Args[1:]
	head := f.call(first, e, f.lines(e.Lparen, e.Args[0].Pos())+f.value(e.Args[0]))
	return head + "." + then + "(" + f.lines(e.Args[0].End(), rest[0].Pos()) +
		f.stitch(rest[0].Pos(), e.Args[len(e.Args)-1].End(), f.valueParts(rest)...) +
		f.tail(e.Args[len(e.Args)-1].End(), e.Rparen) + ")"
}

func (f *file) valueParts(list []ast.Expr) []part {
	var parts []part
	for _, e := range list {
		parts = append(parts, instead(e, f.value(e)))
	}
	return parts
}

// appendCall also sees append(bytes, text...), whose text nobody can write.
func (f *file) appendCall(e *ast.CallExpr) string {
	switch {
	case len(e.Args) == 1:
		return ""
	case e.Ellipsis == token.NoPos:
		return f.chain("Append", "Of", e)
	case isA[*types.Slice](f.typeOf(e.Args[1])) || f.info.Types[e.Args[1]].IsNil():
		return f.chain("Append", "All", e)
	}
	head := f.call("Append", e, f.lines(e.Lparen, e.Args[0].Pos())+f.value(e.Args[0]))
	return head + ".All([]byte(" + f.lines(e.Args[0].End(), e.Args[1].Pos()) + f.value(e.Args[1]) +
		f.tail(e.Args[1].End(), e.Rparen) + "))"
}

func (f *file) copyCall(e *ast.CallExpr) string {
	switch t := core(f.typeOf(e.Args[1])).(type) {
	case *types.Slice:
		return f.simCall("Copy", e)
	case *types.Basic:
		if t.Info()&types.IsString != 0 {
			args := f.valueParts(e.Args)
			args[1].text = "string(" + args[1].text + ")"
			return "sim_.CopyString(" + f.stitch(e.Lparen+1, e.Args[1].End(), args...) + ", " + f.site(e) +
				f.tail(e.Args[1].End(), e.Rparen) + ")"
		}
	}
	return ""
}

// makeCall registers a new channel.
func (f *file) makeCall(e *ast.CallExpr) string {
	made := f.inside(e)
	c, ok := core(f.typeOf(e)).(*types.Chan)
	switch {
	case !ok:
		return made
	case c.Dir() == types.SendOnly:
		return f.call("MakeSend", e, made)
	case c.Dir() == types.RecvOnly:
		return f.call("MakeRecv", e, made)
	}
	return f.call("Make", e, made)
}
