package rewrite

import (
	"fmt"
	"go/ast"
	"go/types"
	"slices"
	"strings"

	"racelab/internal/sim/std"
)

// discreet are packages that are not rewritten and do nothing with a channel
// but look which it is.
var discreet = []string{"errors", "fmt", "log", "reflect", "unsafe",
	"github.com/stretchr/testify/assert", "github.com/stretchr/testify/require"}

// channelsTo returns the package that e gives a channel to and that is not
// rewritten, or "".
func (f *file) channelsTo(e *ast.CallExpr) string {
	fn := f.callee(e)
	if fn == nil || fn.Pkg() == nil {
		return ""
	}
	to := fn.Pkg().Path()
	if fn.Pkg() == f.pkg || std.IsModel(to) || f.instrumented(to) || slices.Contains(discreet, to) ||
		!slices.ContainsFunc(e.Args, f.isChannel) {
		return ""
	}
	return to
}

// callee returns the function or method that e calls, if it is known.
func (f *file) callee(e *ast.CallExpr) *types.Func {
	if fn := f.function(e.Fun); fn != nil {
		return fn
	}
	if sel, ok := ast.Unparen(e.Fun).(*ast.SelectorExpr); ok {
		fn, _ := f.info.Uses[sel.Sel].(*types.Func)
		return fn
	}
	return nil
}

func (f *file) isChannel(e ast.Expr) bool { return isA[*types.Chan](f.typeOf(e)) }

// lendChannels notes of the channels that e hands over who has them too.
func (f *file) lendChannels(e *ast.CallExpr, to string) string {
	parts := []part{instead(e.Fun, f.value(e.Fun))}
	for _, arg := range e.Args {
		text := f.value(arg)
		if f.isChannel(arg) {
			text = fmt.Sprintf("sim_.Lent(%s, %q)", text, to)
		}
		parts = append(parts, instead(arg, text))
	}
	return f.stitch(e.Pos(), e.End(), parts...)
}

// counting are functions of testify that ask how many values wait in a channel.
var counting = []string{"Empty", "Emptyf", "Len", "Lenf", "NotEmpty", "NotEmptyf"}

// counts reports whether e is a call of one of them that is given a channel.
func (f *file) counts(e *ast.CallExpr) bool {
	fn := f.callee(e)
	return fn != nil && fn.Pkg() != nil && strings.HasPrefix(fn.Pkg().Path(), "github.com/stretchr/testify/") &&
		slices.Contains(counting, fn.Name()) && slices.ContainsFunc(e.Args, f.isChannel)
}

// countChannels gives e channels that are as full as those of the program, in which
// nothing lies but before the simulator's eyes.
func (f *file) countChannels(e *ast.CallExpr) string {
	parts := []part{instead(e.Fun, f.value(e.Fun))}
	for _, arg := range e.Args {
		text := f.value(arg)
		if ch, ok := core(f.typeOf(arg)).(*types.Chan); ok {
			name := "AsFull"
			if ch.Dir() == types.SendOnly {
				name += "Send"
			}
			text = f.call(name, arg, text)
		}
		parts = append(parts, instead(arg, text))
	}
	return f.stitch(e.Pos(), e.End(), parts...)
}
