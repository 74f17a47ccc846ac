package rewrite

import "go/ast"

// reflects are what package reflect does with channels, does to elements later, or does in an
// order that is left to chance, and what the simulator calls that.
var reflects = map[string]string{
	"(reflect.Value).Close":    "ReflectClose",
	"(reflect.Value).Len":      "ReflectLen",
	"(reflect.Value).MapKeys":  "ReflectMapKeys",
	"(reflect.Value).MapRange": "ReflectMapRange",
	"(reflect.Value).Recv":     "ReflectRecv",
	"(reflect.Value).Send":     "ReflectSend",
	"(reflect.Value).TryRecv":  "ReflectTryRecv",
	"(reflect.Value).TrySend":  "ReflectTrySend",
	"reflect.Select":           "ReflectSelect",
	"reflect.Swapper":          "ReflectSwapper",
}

// reflectCall returns a call of the simulator's function for e, or "". The
// first argument is what e is a method of; or reflect's own function, so that
// the package stays in use.
func (f *file) reflectCall(e *ast.CallExpr) string {
	name := reflects[f.fullName(e.Fun)]
	if name == "" {
		return ""
	}
	sel := ast.Unparen(e.Fun).(*ast.SelectorExpr)
	first := f.source(sel)
	if method := f.info.Selections[sel]; method != nil {
		if len(method.Index()) > 1 {
			return "" // the value is embedded in another, which is rare
		}
		if first = f.value(sel.X); isPointer(f.typeOf(sel.X)) {
			first = "*" + first
		}
	}
	text := "sim_." + name + "(" + first
	last := e.Lparen
	for _, arg := range e.Args {
		text += ", " + f.lines(last, arg.Pos()) + f.value(arg)
		last = arg.End()
	}
	return text + ", " + f.site(e) + f.tail(last, e.Rparen) + ")"
}
