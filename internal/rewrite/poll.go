package rewrite

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"
)

// polling are functions of testify that look again and again, in goroutines of their own
// and by a clock, whether a condition holds.
var polling = []string{"Eventually", "Eventuallyf", "EventuallyWithT", "EventuallyWithTf", "Never", "Neverf"}

// pollCall returns a call of one of them whose condition the simulator polls.
func (f *file) pollCall(e *ast.CallExpr) string {
	fn := f.callee(e)
	if fn == nil || fn.Pkg() == nil || !strings.HasPrefix(fn.Pkg().Path(), "github.com/stretchr/testify/") ||
		!slices.Contains(polling, fn.Name()) {
		return ""
	}
	at := 1
	if fn.Signature().Recv() != nil {
		at = 0
	}
	if len(e.Args) < at+3 || !isA[*types.Signature](f.typeOf(e.Args[at])) {
		return ""
	}
	wait, each := e.Args[at+1], e.Args[at+2]
	name := "Polls"
	if strings.Contains(fn.Name(), "WithT") {
		name = "PollsWith"
	}
	parts := []part{instead(e.Fun, f.value(e.Fun))}
	for i, arg := range e.Args {
		text := f.value(arg)
		switch i {
		case at:
			text = f.call(name, e, strings.Join([]string{text, f.value(wait), f.value(each)}, ", "))
		case at + 1:
			text = "sim_.PolledFor()"
		case at + 2:
			text = "sim_.PolledEach()"
		}
		parts = append(parts, instead(arg, text))
	}
	return f.stitch(e.Pos(), e.End(), parts...)
}
