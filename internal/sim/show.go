package sim

import (
	"fmt"
	"reflect"
)

// showKind words values whose type is the program's own. It must not call any
// method of the program, which could announce events of its own.
func showKind(v any) string {
	r := reflect.ValueOf(v)
	switch r.Kind() {
	case reflect.Bool:
		return fmt.Sprint(r.Bool())
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return fmt.Sprint(r.Int())
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		return fmt.Sprint(r.Uint())
	case reflect.Float32, reflect.Float64:
		return fmt.Sprint(r.Float())
	case reflect.String:
		return shorten(fmt.Sprintf("%q", r.String()))
	case reflect.Slice, reflect.Map:
		if r.IsNil() {
			return "nil"
		}
		return fmt.Sprintf("%s", count(r.Len()))
	case reflect.Pointer, reflect.Chan, reflect.Func, reflect.Interface:
		if r.IsNil() {
			return "nil"
		}
	}
	return ""
}

func count(n int) string {
	if n == 1 {
		return "1 element"
	}
	return fmt.Sprintf("%d elements", n)
}
