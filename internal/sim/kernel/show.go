package kernel

import (
	"fmt"
	"reflect"
	"strings"
	"time"
)

const widest = 24 // bytes of a value that are shown

// Word is the text for a value, or nothing if it is of no kind that reads well. It
// calls no method of the program, which could announce events of its own.
func Word(v any) string { return Unseen(func() string { return word(v) }) }

func word(v any) string {
	switch v := v.(type) {
	case bool, int, int8, int16, int32, int64, uint, uint8, uint16, uint32, uint64, float32, float64:
		return fmt.Sprint(v)
	case string:
		return shorten(fmt.Sprintf("%q", v))
	case error:
		return shorten(errorText(v))
	case nil:
		return "nil"
	}
	return showKind(v)
}

func shorten(s string) string {
	if r := []rune(s); len(r) > widest {
		return string(r[:widest-1]) + "…"
	}
	return s
}

// errorText is what an error says, if that is told by no code of the program:
// else its type.
func errorText(err error) string {
	r := reflect.Indirect(reflect.ValueOf(err))
	if !r.IsValid() {
		return "nil"
	}
	switch pkg := r.Type().PkgPath(); {
	case pkg == "runtime" || strings.HasPrefix(pkg, simPrefix+"/std"):
		return err.Error()
	case pkg == "errors" || pkg == "fmt": // the text is the first field, where there is one
		if r.Kind() == reflect.Struct && r.NumField() > 0 && r.Field(0).Kind() == reflect.String {
			return r.Field(0).String()
		}
	}
	return "a " + reflect.TypeOf(err).String()
}

// fewElements is how many elements of a slice are shown one by one.
const fewElements = 4

// showKind words values whose type is the program's own.
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
	if r.Len() > fewElements {
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

// plain words numbers, times and truth values, and nothing else.
func plain(r reflect.Value) string {
	switch r.Kind() {
	case reflect.Bool:
		return fmt.Sprint(r.Bool())
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		if r.Type() == reflect.TypeFor[time.Duration]() {
			return time.Duration(r.Int()).String()
		}
		return fmt.Sprint(r.Int())
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		return fmt.Sprint(r.Uint())
	case reflect.Float32, reflect.Float64:
		return fmt.Sprint(r.Float())
	}
	return ""
}

// onlySized reports whether the text for v tells nothing but how many elements it
// has.
func onlySized(v any, text string) bool {
	switch r := reflect.ValueOf(v); r.Kind() {
	case reflect.Slice, reflect.Map:
		return text == count(r.Len())
	}
	return false
}
