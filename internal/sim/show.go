package sim

import (
	"fmt"
	"reflect"
	"strings"
)

// showKind words values whose type is the program's own. It must not call any
// method of the program, which could announce events of its own.
func showKind(v any) string {
	r := reflect.ValueOf(v)
	if text := plain(r); text != "" {
		return text
	}
	switch r.Kind() {
	case reflect.String:
		return shorten(fmt.Sprintf("%q", r.String()))
	case reflect.Slice:
		if r.IsNil() {
			return "nil"
		}
		if all := listed(r); all != "" {
			return all
		}
		return count(r.Len())
	case reflect.Map:
		if r.IsNil() {
			return "nil"
		}
		return count(r.Len())
	case reflect.Pointer, reflect.Chan, reflect.Func, reflect.Interface:
		if r.IsNil() {
			return "nil"
		}
	}
	return ""
}

// listed words a short slice of plain values whole; else it returns nothing.
func listed(r reflect.Value) string {
	if r.Len() > fewValues {
		return ""
	}
	var words []string
	for i := range r.Len() {
		switch e := r.Index(i); e.Kind() {
		case reflect.String:
			words = append(words, fmt.Sprintf("%q", e.String()))
		default:
			text := plain(e)
			if text == "" {
				return ""
			}
			words = append(words, text)
		}
	}
	if all := "[" + strings.Join(words, " ") + "]"; len([]rune(all)) <= 2*widest {
		return all
	}
	return ""
}

func count(n int) string {
	if n == 1 {
		return "1 element"
	}
	return fmt.Sprintf("%d elements", n)
}

// plain words numbers and truth values, and nothing else.
func plain(r reflect.Value) string {
	switch r.Kind() {
	case reflect.Bool:
		return fmt.Sprint(r.Bool())
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return fmt.Sprint(r.Int())
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		return fmt.Sprint(r.Uint())
	case reflect.Float32, reflect.Float64:
		return fmt.Sprint(r.Float())
	}
	return ""
}
