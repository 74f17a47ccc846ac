package sim

import (
	"flag"
	"reflect"
	"strings"
	"unsafe"

	"racelab/internal/sim/kernel"
)

// Fields returns fn, a method of *of, which is of a package that is not rewritten. A call
// of it reads some fields of *of and writes others; both are lists of names with spaces.
func Fields[F, T any](fn F, of *T, reads, writes string, site int) F {
	return called(fn, func([]reflect.Value) {
		v := reflect.ValueOf(of).Elem()
		use := func(names string, write bool) {
			for _, name := range strings.Fields(names) {
				pointed(v.FieldByName(name).Addr(), write, site)
			}
		}
		use(reads, false)
		use(writes, true)
	})
}

// pointed announces a use of the variable that p points to.
func pointed(p reflect.Value, write bool, site int) {
	kernel.Memory(p.UnsafePointer(), p.Type().Elem().Size(), write, site)
}

// Flags returns fn, a method of the set of flags *of that changes it. A call of it writes
// the variables of the flags that it makes, or that the arguments name.
func Flags[F any](fn F, of *flag.FlagSet, site int) F {
	call := reflect.ValueOf(fn)
	return reflect.MakeFunc(call.Type(), func(args []reflect.Value) []reflect.Value {
		native{unsafe.Pointer(of), site}.changed()
		if len(args) > 0 && args[0].Kind() == reflect.Pointer { // as IntVar has it
			pointed(args[0], true, site)
		}
		before := flagsSet(of)
		defer func() { // an argument that is no number may be a panic
			for p, says := range flagsSet(of) {
				if was, ok := before[p]; !ok || was != says {
					pointed(reflect.ValueOf(p), true, site)
				}
			}
		}()
		return call.Call(args)
	}).Interface().(F)
}

// flagsSet returns the values that arguments have given to flags of package flag's own types.
// Those of other types make themselves known.
func flagsSet(of *flag.FlagSet) map[flag.Value]string {
	set := map[flag.Value]string{}
	of.Visit(func(f *flag.Flag) {
		if t := reflect.TypeOf(f.Value); t.Kind() == reflect.Pointer && t.Elem().PkgPath() == "flag" {
			set[f.Value] = f.Value.String()
		}
	})
	return set
}
