package runtime

import (
	"runtime"
	"unsafe"
)

// These are the real ones.
type (
	BlockProfileRecord = runtime.BlockProfileRecord
	Cleanup            = runtime.Cleanup
	Error              = runtime.Error
	Frame              = runtime.Frame
	Frames             = runtime.Frames
	Func               = runtime.Func
	MemProfileRecord   = runtime.MemProfileRecord
	MemStats           = runtime.MemStats
	PanicNilError      = runtime.PanicNilError
	Pinner             = runtime.Pinner
	StackRecord        = runtime.StackRecord
	TypeAssertionError = runtime.TypeAssertionError
)

// These are the real ones.
const (
	Compiler        = runtime.Compiler
	GOARCH   string = runtime.GOARCH
	GOOS     string = runtime.GOOS
)

// MemProfileRate can be set, to no effect.
var MemProfileRate = runtime.MemProfileRate

// Caller is the real one.
func Caller(skip int) (pc uintptr, file string, line int, ok bool) { return runtime.Caller(skip + 1) }

// Callers is the real one.
func Callers(skip int, pc []uintptr) int { return runtime.Callers(skip+1, pc) }

// BlockProfile is the real one.
func BlockProfile(p []BlockProfileRecord) (n int, ok bool) { return runtime.BlockProfile(p) }

// Breakpoint is the real one.
func Breakpoint() { runtime.Breakpoint() }

// CPUProfile is the real one.
func CPUProfile() []byte { return runtime.CPUProfile() }

// GOROOT is the real one.
func GOROOT() string { return runtime.GOROOT() }

// KeepAlive is the real one.
func KeepAlive(x any) { runtime.KeepAlive(x) }

// MemProfile is the real one.
func MemProfile(p []MemProfileRecord, inuseZero bool) (n int, ok bool) {
	return runtime.MemProfile(p, inuseZero)
}

// MutexProfile is the real one.
func MutexProfile(p []BlockProfileRecord) (n int, ok bool) { return runtime.MutexProfile(p) }

// NumCgoCall is the real one.
func NumCgoCall() int64 { return runtime.NumCgoCall() }

// ReadTrace is the real one.
func ReadTrace() (buf []byte) { return runtime.ReadTrace() }

// SetBlockProfileRate is the real one.
func SetBlockProfileRate(rate int) { runtime.SetBlockProfileRate(rate) }

// SetCPUProfileRate is the real one.
func SetCPUProfileRate(hz int) { runtime.SetCPUProfileRate(hz) }

// SetCgoTraceback is the real one.
func SetCgoTraceback(version int, traceback, context, symbolizer unsafe.Pointer) {
	runtime.SetCgoTraceback(version, traceback, context, symbolizer)
}

// SetMutexProfileFraction is the real one.
func SetMutexProfileFraction(rate int) int { return runtime.SetMutexProfileFraction(rate) }

// StartTrace is the real one.
func StartTrace() error { return runtime.StartTrace() }

// StopTrace is the real one.
func StopTrace() { runtime.StopTrace() }

// ThreadCreateProfile is the real one.
func ThreadCreateProfile(p []StackRecord) (n int, ok bool) { return runtime.ThreadCreateProfile(p) }

// Version is the real one.
func Version() string { return runtime.Version() }

// CallersFrames is the real one.
func CallersFrames(callers []uintptr) *Frames { return runtime.CallersFrames(callers) }

// FuncForPC is the real one.
func FuncForPC(pc uintptr) *Func { return runtime.FuncForPC(pc) }
