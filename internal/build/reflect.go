package build

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strings"
)

// Package reflect has no twin, for its types are the run-time's. It is hooked
// where it lies: the methods by which it uses memory that others may use, too,
// say so first. Those values are addressable or maps; all others are copies.

// reads and writes are the methods of reflect.Value that use what the value
// denotes as a whole. Of a slice or string that is its header.
var (
	reads = []string{"Bool", "Bytes", "Call", "CallSlice", "Cap", "Complex", "Convert", "Elem", "Equal", "Float", "Index", "Int", "Interface",
		"IsNil", "IsZero", "Len", "MapIndex", "MapKeys", "MapRange", "Pointer", "Recv", "Send", "SetMapIndex", "Slice", "Slice3", "String",
		"TryRecv", "TrySend", "Uint", "UnsafePointer"}
	writes = []string{"Grow", "Set", "SetBool", "SetBytes", "SetCap", "SetComplex", "SetFloat", "SetInt", "SetIterKey", "SetIterValue", "SetLen",
		"SetPointer", "SetString", "SetUint", "SetZero"}
	// What also uses the map that the value is.
	mapReads  = []string{"Len", "MapIndex", "MapKeys", "MapRange"}
	mapWrites = []string{"Clear", "SetMapIndex"}
	// What also reads the value that it is given.
	readsArgument = map[string]string{"Set": "x", "Send": "x", "TrySend": "x", "SetMapIndex": "elem", "Equal": "u"}
)

// hooks is added to package reflect.
const hooks = `package reflect

import (
	"internal/abi"
	"internal/runtime/maps"
	"unsafe"
)

// SimHook is told of each use of memory.
var SimHook func(p unsafe.Pointer, size uintptr, write bool)

// simUse says that the value as a whole is used. The length of an array is part
// of its type, and its elements are values of their own.
func (v Value) simUse(write bool, method string) {
	if SimHook == nil || v.flag&flagAddr == 0 {
		return
	}
	switch v.kind() {
	case Array:
		if method == "Len" || method == "Cap" || method == "Index" || method == "Slice" || method == "Slice3" || method == "Bytes" {
			return
		}
	case String:
	default:
		if method == "String" {
			return
		}
	}
	SimHook(v.ptr, v.typ().Size(), write)
}

// simMap says that the map is used which v is.
func (v Value) simMap(write bool) {
	if SimHook != nil && v.kind() == Map {
		SimHook(v.pointer(), 1, write)
	}
}

// simCopy says which elements are copied.
func simCopy(dst, src Value) {
	if SimHook == nil {
		return
	}
	if n := min(dst.Len(), src.Len()); n > 0 {
		for i, v := range [...]Value{src, dst} {
			if v.kind() != String {
				SimHook(v.Index(0).ptr, uintptr(n)*v.typ().Elem().Size(), i == 1)
			}
		}
	}
}
`

// childHook is added to the child and tells the kernel what reflect does.
const childHook = `package child

import (
	"reflect"

	"%[1]s"
	"%[1]s/kernel"
)

func init() { reflect.SimHook, reflect.SimOrder = kernel.Reflected, sim.ReflectOrder }
`

// hookReflect enters the hooked package in the overlay, if the program can reach
// it.
func (w *instrumenter) hookReflect() error {
	if !w.l.reflects() {
		return nil
	}
	dir := filepath.Join(w.l.goroot(), "src", "reflect")
	for _, name := range []string{"value.go", "map.go"} {
		full := filepath.Join(dir, name)
		text, err := w.l.files.read(full)
		if err == nil {
			text, err = hooked(full, text)
		}
		if err == nil {
			err = w.add(full, text)
		}
		if err != nil {
			return &Error{What: "cannot follow package reflect", Err: err, Hint: "reinstall Go"}
		}
	}
	if err := w.add(filepath.Join(dir, "zz_sim.go"), []byte(hooks+orderHooks)); err != nil {
		return err
	}
	return w.add(filepath.Join(w.sim.dirOf("child"), "zz_reflect.go"), fmt.Appendf(nil, childHook, w.sim.path()))
}

// reflects reports whether the program reaches package reflect.
func (l *loader) reflects() bool {
	if inModuleCache(l.goroot()) {
		return false
	}
	return slices.ContainsFunc(l.pkgs, func(p *pkg) bool { return slices.Contains(p.imports, "reflect") }) ||
		slices.ContainsFunc(l.twinned, func(t *twin) bool { return t.imports["reflect"] != "" })
}

// hooked returns a file of package reflect in which methods begin with a call
// of a hook. No line moves.
func hooked(name string, text []byte) ([]byte, error) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, name, text, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	type call struct {
		at   int
		text string
	}
	var calls []call
	for _, d := range file.Decls {
		if fn, ok := d.(*ast.FuncDecl); ok && fn.Body != nil {
			if hook := hookOf(fn); hook != "" {
				calls = append(calls, call{fset.PositionFor(fn.Body.Lbrace, false).Offset + 1, hook})
			}
		}
	}
	slices.SortFunc(calls, func(a, b call) int { return cmp.Compare(b.at, a.at) })
	for _, c := range calls {
		text = slices.Concat(text[:c.at], []byte(" "+c.text), text[c.at:])
	}
	return withOrder(text), nil
}

// hookOf is what a function of package reflect has to say first.
func hookOf(fn *ast.FuncDecl) string {
	name := fn.Name.Name
	if fn.Recv == nil {
		if name == "Copy" {
			return "simCopy(dst, src);"
		}
		return ""
	}
	receiver := fn.Recv.List[0]
	switch t := receiver.Type.(type) {
	case *ast.StarExpr:
		if id, ok := t.X.(*ast.Ident); ok && id.Name == "MapIter" && name == "Next" {
			iter := receiver.Names[0].Name
			return iter + ".m.simMap(false); " + orderOf(name, iter)
		}
		return ""
	case *ast.Ident:
		if t.Name != "Value" || len(receiver.Names) == 0 {
			return ""
		}
	}
	v, out := receiver.Names[0].Name, ""
	add := func(list []string, call string) {
		if slices.Contains(list, name) {
			out += v + "." + call + "; "
		}
	}
	add(reads, fmt.Sprintf("simUse(false, %q)", name))
	add(mapReads, "simMap(false)")
	if arg := readsArgument[name]; arg != "" {
		out += fmt.Sprintf("%s.simUse(false, \"Interface\"); ", arg)
	}
	add(writes, fmt.Sprintf("simUse(true, %q)", name))
	add(mapWrites, "simMap(true)")
	return strings.TrimSpace(out + orderOf(name, v))
}
