package kernel

import (
	"fmt"
	"math/bits"
	"reflect"
	"runtime"
	"strconv"
	"strings"
)

func trailing(options uint64) int { return bits.TrailingZeros64(options) }

func itoa(n int) string { return strconv.Itoa(n) }

// PanicText words a panic value as the run-time does.
func PanicText(v any) string {
	switch v := v.(type) {
	case runtime.Error:
		return "runtime error: " + strings.TrimPrefix(v.Error(), "runtime error: ")
	case error:
		return v.Error()
	case fmt.Stringer:
		return v.String()
	}
	return fmt.Sprint(v)
}

// panicPCs returns the stack of the panic that a deferred function is handling,
// beginning with whoever panicked.
func panicPCs() []uintptr {
	pcs := callers(3)
	for i, pc := range pcs {
		if fn := runtime.FuncForPC(pc - 1); fn != nil && (fn.Name() == "runtime.gopanic" || fn.Name() == "runtime.sigpanic") {
			return pcs[i+1:]
		}
	}
	return pcs
}

// Learner returns the first position of a stack that lies neither in the
// simulator, nor in the standard library, nor in one that reports for a test.
func Learner(pcs []uintptr) Pos {
	return firstOutside(pcs, func(f runtime.Frame) bool {
		return standard(f.File) || reports(f)
	})
}

// reports says whether a function is of a library that reports for a test.
func reports(f runtime.Frame) bool { return strings.Contains(f.Function, "stretchr/testify") }

// standard reports whether a file is the standard library's. What the go command
// keeps compiled of a toolchain with a link may name an earlier link to it.
func standard(file string) bool {
	return strings.HasPrefix(file, goroot) || strings.Contains(file, "/"+linkedGoroots+"/")
}

// linkedGoroots is the folder in which package build makes links to toolchains that lie
// in the module cache.
const linkedGoroots = "zz_racelab_goroot"

// goroot is where the standard library was compiled from.
var goroot = func() string {
	pc := reflect.ValueOf(fmt.Sprint).Pointer()
	file, _ := runtime.FuncForPC(pc).FileLine(pc)
	root, _, _ := strings.Cut(file, "/src/fmt/")
	return root + "/src/"
}()
