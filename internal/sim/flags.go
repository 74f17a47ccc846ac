package sim

import (
	"flag"
	"reflect"

	"racelab/internal/sim/kernel"
)

// defined says in which execution the program has defined a flag; 0 is before the first.
var defined = map[*flag.Flag]uint64{}

// Defines returns fn, a function that adds a flag to the set *of, which is the program's
// own. A package defines its flags when it is set up, which it is for each execution, and
// twice the same is a panic; so a call forgets what an earlier execution has defined.
func Defines[F any](fn F, of *flag.FlagSet, _ int) F {
	return around(fn, func(args []reflect.Value, call calling) []reflect.Value {
		name := nameIn(args)
		if was := of.Lookup(name); was != nil {
			if epoch, ours := defined[was]; ours && epoch != kernel.Epoch() {
				delete(defined, was)
				undefine(of, name)
			}
		}
		results := call(args)
		if is := of.Lookup(name); is != nil {
			defined[is] = kernel.Epoch()
		}
		return results
	})
}

// nameIn is the name of the flag that a function of package flag defines when it is called so:
// the first text.
func nameIn(args []reflect.Value) string {
	for _, a := range args {
		if a.Kind() == reflect.String {
			return a.String()
		}
	}
	return ""
}

// undefine takes a flag out of a set, which has no method for it.
func undefine(of *flag.FlagSet, name string) {
	for _, list := range []string{"formal", "actual"} {
		flags := reflect.ValueOf(of).Elem().FieldByName(list).Addr().UnsafePointer()
		delete(*(*map[string]*flag.Flag)(flags), name)
	}
}
