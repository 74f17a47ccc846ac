package sim

import (
	"io"
	"os"
	"reflect"

	"racelab/internal/sim/kernel"
)

// Files returns fn, a function or method of package os that uses the file system. Each
// call of it is a step, made when its arguments have been evaluated.
func Files[F any](fn F, what string, write bool) F {
	v := reflect.ValueOf(fn)
	call := v.Call
	if v.Type().IsVariadic() {
		call = v.CallSlice
	}
	return reflect.MakeFunc(v.Type(), func(args []reflect.Value) []reflect.Value {
		kernel.Files(what, write)
		return call(args)
	}).Interface().(F)
}

// fileWriter is a file, of which only that it is a writer is known.
type fileWriter struct{ *os.File }

// Write is a step.
func (f fileWriter) Write(p []byte) (int, error) {
	kernel.Files("Write", true)
	return f.File.Write(p)
}

// Writer returns w for a call of its Write: a file, or a hash, is not rewritten, but
// makes itself known. What is printed for a reader is no file.
func Writer(w io.Writer, site int) io.Writer {
	switch v := w.(type) {
	case *os.File:
		if v != nil && v != os.Stdout && v != os.Stderr {
			return fileWriter{v}
		}
	case hasher:
		return Hash(v, site)
	}
	return w
}
