package rewrite

import (
	"fmt"
	"go/ast"
	"go/types"
	"slices"
	"strings"
)

// Files and hashes are in packages that are not rewritten. What a program does with
// them is told by its calls.

// readsFiles and changesFiles are functions of package os, and methods of its File, that use the
// file system.
var (
	readsFiles = []string{"DirFS", "Lstat", "Open", "ReadDir", "ReadFile", "Readlink", "Stat",
		"(*File).Read", "(*File).ReadAt", "(*File).ReadDir", "(*File).Readdir", "(*File).Readdirnames", "(*File).Seek", "(*File).Stat"}
	changesFiles = []string{"Chmod", "Chtimes", "CopyFS", "Create", "CreateTemp", "Link", "Mkdir", "MkdirAll", "MkdirTemp", "OpenFile",
		"Remove", "RemoveAll", "Rename", "Symlink", "Truncate", "WriteFile",
		"(*File).Close", "(*File).ReadFrom", "(*File).Sync", "(*File).Truncate", "(*File).Write", "(*File).WriteAt", "(*File).WriteString"}
)

// unseenCall returns the call e of what is not rewritten, or "" if it is another one.
func (f *file) unseenCall(e *ast.CallExpr) string {
	if fn := f.callee(e); fn != nil && fn.Pkg() != nil && fn.Pkg().Path() == "os" {
		name := strings.ReplaceAll(fn.FullName(), "os.", "")
		if write := slices.Contains(changesFiles, name); write || slices.Contains(readsFiles, name) {
			call := fmt.Sprintf("sim_.Files(%s, %q, %v)", f.value(e.Fun), fn.Name(), write)
			return f.stitch(e.Pos(), e.End(), append(f.valueParts(e.Args), instead(e.Fun, call))...)
		}
	}
	sel, ok := ast.Unparen(e.Fun).(*ast.SelectorExpr)
	if !ok || f.info.Selections[sel] == nil || f.info.Selections[sel].Kind() != types.MethodVal {
		return ""
	}
	wrap := wrappers[types.TypeString(f.typeOf(sel.X), nil)]
	if wrap == "" || wrap == "Writer" && sel.Sel.Name != "Write" {
		return ""
	}
	return f.stitch(e.Pos(), e.End(), append(f.valueParts(e.Args), instead(sel.X, f.call(wrap, sel.X, f.value(sel.X))))...)
}

// wrappers are the functions of the simulator that make the methods of an interface
// known.
var wrappers = map[string]string{"hash.Hash": "Hash", "hash.Hash32": "Hash32", "hash.Hash64": "Hash64", "io.Writer": "Writer"}
