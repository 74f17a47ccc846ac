package rewrite

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"strings"
)

// goStmt evaluates the function and its arguments in the goroutine at hand, as
// the language demands, and calls it in the new one.
func (f *file) goStmt(s *ast.GoStmt) string {
	c := s.Call
	site := f.site(s)
	if len(c.Args) == 0 && f.startable(c) {
		return "sim_.Go(" + site + ", " + f.value(c.Fun) + f.tail(c.Fun.End(), c.End()) + ")"
	}
	n := f.temp()
	h := &held{file: f, number: n}
	fun := h.function(c)
	args := h.args(c)
	call := fun + "(" + args + ")"
	if name, ok := f.builtin(c); ok {
		call = h.builtinCall(name, c, args)
	}
	if h.useless() {
		return "sim_.Go(" + site + ", " + f.missing(c.Pos(), c.End(), call) + "func() { " + call + " })"
	}
	return "{ " + declare(h.names) + h.text + "; " + f.lines(h.end, c.End()) +
		"sim_.Go(" + site + ", func() { " + call + " }) }"
}

// startable reports whether the function itself has the type func().
func (f *file) startable(c *ast.CallExpr) bool {
	sig, ok := core(f.typeOf(c.Fun)).(*types.Signature)
	if _, builtin := f.builtin(c); builtin || !ok {
		return false
	}
	return sig.Params().Len() == 0 && sig.Results().Len() == 0
}

// held is the list of what a go statement evaluates at once.
type held struct {
	*file
	number int
	names  []string
	text   string    // the values, in source order
	end    token.Pos // of the last of them
	uses   []string  // the arguments
}

func (h *held) add(e ast.Expr, prefix string) (use string) {
	name, keep, use := h.hold(e, fmt.Sprintf("%s_%d_%d", prefix, h.number, len(h.names)))
	h.append(e, name, keep)
	return use
}

func (h *held) append(e ast.Expr, name, keep string) {
	if h.text != "" {
		h.text += ", " + h.lines(h.end, e.Pos())
	}
	h.names, h.text, h.end = append(h.names, name), h.text+keep, e.End()
}

// function holds what c calls and returns its name, "" for a builtin.
func (h *held) function(c *ast.CallExpr) string {
	h.end = c.Fun.Pos()
	if _, ok := h.builtin(c); ok {
		return ""
	}
	return h.add(c.Fun, "g")
}

// args holds the arguments of c and returns them as a list.
func (h *held) args(c *ast.CallExpr) string {
	if len(c.Args) == 1 {
		if t, ok := h.typeOf(c.Args[0]).(*types.Tuple); ok {
			return h.results(c.Args[0], t.Len())
		}
	}
	for _, a := range c.Args {
		if h.inert(a) && h.info.Types[a].IsType() {
			h.uses = append(h.uses, h.source(a))
			continue
		}
		h.uses = append(h.uses, h.add(a, "t"))
	}
	list := strings.Join(h.uses, ", ")
	if c.Ellipsis != token.NoPos {
		list += "..."
	}
	return list
}

// results holds the several values of one call, f(g()). The function goes
// first in a statement of its own, since g() must stand alone.
func (h *held) results(e ast.Expr, n int) string {
	var names []string
	for i := range n {
		names = append(names, fmt.Sprintf("t_%d_%d", h.number, i+1))
	}
	h.text += "; " + h.lines(h.end, e.Pos()) + declare(names) + h.value(e)
	h.end, h.uses = e.End(), names
	return strings.Join(names, ", ")
}

// useless reports whether nothing needs to be kept.
func (h *held) useless() bool {
	for _, n := range h.names {
		if n != "_" {
			return false
		}
	}
	return !strings.Contains(h.text, "; ")
}

// builtinCall calls a builtin with the arguments that are held.
func (h *held) builtinCall(name string, c *ast.CallExpr, args string) string {
	if len(c.Args) == 0 {
		return name + "()"
	}
	switch _, isMap := core(h.typeOf(c.Args[0])).(*types.Map); {
	case name == "close":
		return h.call("Close", c, args)
	case name == "delete":
		return h.call("MapAt", c, h.uses[0]) + ".Delete(" + h.uses[1] + ")"
	case name == "clear" && isMap:
		return h.call("MapClear", c, args)
	case name == "clear":
		return h.call("Clear", c, args)
	case name == "copy" && isA[*types.Slice](h.typeOf(c.Args[1])):
		return h.call("Copy", c, args)
	}
	return name + "(" + args + ")"
}
