package rewrite

import (
	"fmt"
	"go/ast"
	"strings"
)

// polls are the functions and methods of testify that ask a condition again and again, and
// whether it must never be met. They start goroutines and wait, unseen: what they do is done
// by the simulator.
var polls = map[string]bool{
	"Eventually": false, "Eventuallyf": false, "EventuallyWithT": false, "EventuallyWithTf": false,
	"Never": true, "Neverf": true,
}

// pollCall returns the call e of one of them, or "" if it is another one.
func (f *file) pollCall(e *ast.CallExpr) string {
	fn := f.callee(e)
	if fn == nil || fn.Pkg() == nil || !strings.HasPrefix(fn.Pkg().Path(), "github.com/stretchr/testify/") {
		return ""
	}
	never, polls := polls[fn.Name()]
	if !polls {
		return ""
	}
	text := fmt.Sprintf("sim_.Polls(%s, %v, %v, %s)", f.value(e.Fun), never, f.cfg.TicksFirst, f.site(e))
	return f.stitch(e.Pos(), e.End(), append(f.valueParts(e.Args), instead(e.Fun, text))...)
}
