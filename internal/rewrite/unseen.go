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
	"crypto/cipher.StreamReader": "Reader", "crypto/cipher.StreamWriter": "Writer",
}

// natives are types of such packages with variables that are no interfaces, and what of
// their methods only look; nil means those of a hash or a cipher.
var natives = map[string][]string{
	"flag.FlagSet":       {"Arg", "Args", "Lookup", "NArg", "NFlag", "Parsed", "PrintDefaults", "Visit", "VisitAll"},
	"hash/maphash.Hash":  nil,
	"go/scanner.Scanner": {},
}

// ofCommands are the fields of an exec.Cmd that its methods read, and those that they write.
var ofCommands = func() map[string][2]string {
	const starts, started, ends = "Path Args Env Dir Stdin Stdout Stderr ExtraFiles SysProcAttr Err Cancel WaitDelay", "Process", "ProcessState"
	return map[string][2]string{
		"String": {"Err Path Args"}, "Environ": {"Env Dir"}, "Start": {starts, started}, "Wait": {started, ends},
		"Run": {starts, started + " " + ends}, "Output": {starts, started + " " + ends + " Stdout"},
		"CombinedOutput": {starts, started + " " + ends + " Stdout Stderr"},
		"StdinPipe":      {started, "Stdin"}, "StdoutPipe": {started, "Stdout"}, "StderrPipe": {started, "Stderr"},
	}
}()

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
	if use := f.nativeUse(sel); use != "" {
		return with(e.Fun, use+", "+f.site(e)+")")
	}
	if f.info.Selections[sel] == nil || f.info.Selections[sel].Kind() != types.MethodVal {
		return ""
	}
	wrap := wrappers[strings.TrimPrefix(types.TypeString(f.typeOf(sel.X), nil), "*")]
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

// nativeUse returns the begin of a call that makes known how the method, or function, sel
// uses a variable of a package that is not rewritten, or "" if it uses none. What it is a
// method of can be evaluated twice.
func (f *file) nativeUse(sel *ast.SelectorExpr) string {
	fn, ok := f.info.Uses[sel.Sel].(*types.Func)
	if !ok || fn.Pkg() == nil {
		return ""
	}
	receiver := fn.Signature().Recv()
	if receiver == nil {
		if fn.Pkg().Path() == "flag" && definesFlag(fn) {
			return fmt.Sprintf("sim_.Defines(%s, %s.CommandLine", f.value(sel), f.source(sel.X))
		}
		used := append([]string{"Parse", "Set"}, natives["flag.FlagSet"]...)
		if fn.Pkg().Path() != "flag" || !slices.Contains(used, fn.Name()) {
			return ""
		}
		return f.useOf("flag.FlagSet", fn, sel, f.source(sel.X)+".CommandLine")
	}
	pointer, ok := receiver.Type().(*types.Pointer)
	if !ok || f.info.Selections[sel] == nil || len(f.info.Selections[sel].Index()) > 1 || f.calls(sel.X) {
		return ""
	}
	of := f.source(sel.X)
	if !isPointer(f.typeOf(sel.X)) {
		of = "&" + of
	}
	return f.useOf(types.TypeString(pointer.Elem(), nil), fn, sel, of)
}

// definesFlag reports whether a function of package flag makes a flag.
func definesFlag(fn *types.Func) bool {
	for p := range fn.Signature().Params().Variables() {
		if p.Name() == "usage" {
			return true
		}
	}
	return false
}

// useOf is nativeUse for the variable at the address of, which is of type named.
func (f *file) useOf(named string, fn *types.Func, sel *ast.SelectorExpr, of string) string {
	if fields, ok := ofCommands[fn.Name()]; ok && named == "os/exec.Cmd" {
		return fmt.Sprintf("sim_.Fields(%s, %s, %q, %q", f.value(sel), of, fields[0], fields[1])
	}
	look, ok := natives[named]
	if !ok && !strings.HasPrefix(fn.Pkg().Path(), "crypto/internal/fips140/") {
		return ""
	}
	if look == nil {
		look = looks
	}
	how := howUsed(fn, look)
	if named == "flag.FlagSet" && how == "change" {
		return fmt.Sprintf("sim_.Flags(%s, %s", f.value(sel), of)
	}
	return fmt.Sprintf("sim_.Method(%s, %s, %q", f.value(sel), of, how)
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
