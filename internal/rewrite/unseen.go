package rewrite

import (
	"fmt"
	"go/ast"
	"go/types"
	"slices"
	"strings"
)

// Files, the environment and hashes are in packages that are not rewritten. What a program does with
// them is told by its calls.

// readsFiles and changesFiles are functions of package os, and methods of its File, that use the
// file system.
var (
	readsFiles = []string{"DirFS", "Getwd", "Lstat", "Open", "ReadDir", "ReadFile", "Readlink", "Stat",
		"(*File).Read", "(*File).ReadAt", "(*File).ReadDir", "(*File).Readdir", "(*File).Readdirnames", "(*File).Seek", "(*File).Stat"}
	changesFiles = []string{"Chdir", "Chmod", "Chtimes", "CopyFS", "Create", "CreateTemp", "Link", "Mkdir", "MkdirAll", "MkdirTemp", "OpenFile",
		"Remove", "RemoveAll", "Rename", "Symlink", "Truncate", "WriteFile",
		"(*File).Close", "(*File).ReadFrom", "(*File).Sync", "(*File).Truncate", "(*File).Write", "(*File).WriteAt", "(*File).WriteString"}
)

// readsEnvironment and changesEnvironment are functions of package os that use the variables
// of the environment.
var (
	readsEnvironment   = []string{"Environ", "ExpandEnv", "Getenv", "LookupEnv"}
	changesEnvironment = []string{"Clearenv", "Setenv", "Unsetenv"}
)

// wrappers are the functions of the simulator that make the methods of an interface
// known. Of a reader and a writer that is one.
var wrappers = map[string]string{
	"hash.Hash": "Hash", "hash.Hash32": "Hash32", "hash.Hash64": "Hash64", "io.Writer": "Writer", "io.Reader": "Reader",
	"crypto/cipher.Stream": "CipherStream", "crypto/cipher.BlockMode": "CipherMode", "crypto/cipher.Block": "CipherBlock",
}

// natives are types of such packages with variables that are no interfaces, and what of
// their methods only look; nil means those of a hash or a cipher.
var natives = map[string][]string{
	"flag.FlagSet":       {"Arg", "Args", "Lookup", "NArg", "NFlag", "Parsed", "PrintDefaults", "Visit", "VisitAll"},
	"hash/maphash.Hash":  nil,
	"go/scanner.Scanner": {},
}

// looks are the methods of hashes and ciphers that do not change them.
var looks = []string{"AppendBinary", "BlockSize", "Clone", "MarshalBinary", "Seed", "Size", "Sum", "Sum32", "Sum64"}

// unseenCall returns the call e of what is not rewritten, or "" if it is another one.
func (f *file) unseenCall(e *ast.CallExpr) string {
	sel, ok := ast.Unparen(e.Fun).(*ast.SelectorExpr)
	if !ok {
		return ""
	}
	with := func(at ast.Expr, text string) string {
		return f.stitch(e.Pos(), e.End(), append(f.valueParts(e.Args), instead(at, text))...)
	}
	if text := f.osCall(e); text != "" {
		return with(e.Fun, text)
	}
	if of, how := f.nativeUse(sel); of != "" {
		return with(e.Fun, fmt.Sprintf("sim_.Method(%s, %s, %q, %s)", f.value(e.Fun), of, how, f.site(e)))
	}
	if f.info.Selections[sel] == nil || f.info.Selections[sel].Kind() != types.MethodVal {
		return ""
	}
	wrap := wrappers[types.TypeString(f.typeOf(sel.X), nil)]
	if wrap == "" || wrap == "Writer" && sel.Sel.Name != "Write" || wrap == "Reader" && sel.Sel.Name != "Read" {
		return ""
	}
	return with(sel.X, f.call(wrap, sel.X, f.value(sel.X)))
}

// osCall returns the function of package os that e calls, for a call of it, or "" if it
// uses neither the file system nor the environment.
func (f *file) osCall(e *ast.CallExpr) string {
	fn := f.callee(e)
	if fn == nil || fn.Pkg() == nil || fn.Pkg().Path() != "os" {
		return ""
	}
	files := func(write bool) string {
		return fmt.Sprintf("sim_.Files(%s, %q, %v, %s)", f.value(e.Fun), fn.Name(), write, f.site(e))
	}
	environment := func(write bool) string {
		return fmt.Sprintf("sim_.Environment(%s, %q, %v)", f.value(e.Fun), fn.Name(), write)
	}
	switch name := strings.ReplaceAll(fn.FullName(), "os.", ""); {
	case slices.Contains(readsFiles, name):
		return files(false)
	case slices.Contains(changesFiles, name):
		return files(true)
	case slices.Contains(readsEnvironment, name):
		return environment(false)
	case slices.Contains(changesEnvironment, name):
		return environment(true)
	}
	return ""
}

// nativeUse returns the address of the variable of a package that is not rewritten which
// the method, or function, sel uses, and how it does; or "" if there is none. What it is
// a method of can be evaluated twice.
func (f *file) nativeUse(sel *ast.SelectorExpr) (of, how string) {
	fn, ok := f.info.Uses[sel.Sel].(*types.Func)
	if !ok || fn.Pkg() == nil {
		return "", ""
	}
	receiver := fn.Signature().Recv()
	if receiver == nil {
		// Flags are made where variables get their first values.
		used := append([]string{"Parse", "Set"}, natives["flag.FlagSet"]...)
		if fn.Pkg().Path() != "flag" || !slices.Contains(used, fn.Name()) {
			return "", ""
		}
		return f.source(sel.X) + ".CommandLine", howUsed(fn, natives["flag.FlagSet"])
	}
	pointer, ok := receiver.Type().(*types.Pointer)
	if !ok || f.info.Selections[sel] == nil || len(f.info.Selections[sel].Index()) > 1 || f.calls(sel.X) {
		return "", ""
	}
	look, ok := natives[types.TypeString(pointer.Elem(), nil)]
	if !ok && !strings.HasPrefix(fn.Pkg().Path(), "crypto/internal/fips140/") {
		return "", ""
	}
	if look == nil {
		look = looks
	}
	if of = f.source(sel.X); !isPointer(f.typeOf(sel.X)) {
		of = "&" + of
	}
	return of, howUsed(fn, look)
}

// howUsed says what a call of fn does, in the words of the simulator's Method.
func howUsed(fn *types.Func, look []string) string {
	switch {
	case slices.Contains(look, fn.Name()):
		return "look"
	case fn.Name() == "Read":
		return "read"
	}
	return "change"
}
