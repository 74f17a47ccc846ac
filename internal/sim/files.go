package sim

import (
	"hash"
	"io"
	"os"
	"reflect"

	"racelab/internal/sim/kernel"
)

// Files returns fn, a function or method of package os that uses the file system. Each
// call of it is a step, made when its arguments have been evaluated; it reads the bytes
// that it is given, or writes them if it reads a file.
func Files[F any](fn F, what string, write bool, site int) F {
	return called(fn, func(args []reflect.Value) {
		native{site: site}.given(args, what == "Read" || what == "ReadAt")
		kernel.Files(what, write)
	})
}

// Environment returns fn, a function of package os that uses the variables of the
// environment. Each call of it is a step.
func Environment[F any](fn F, what string, write bool) F {
	return called(fn, func([]reflect.Value) { kernel.Environment(what, write) })
}

// fileWriter is a file, of which only that it is a writer is known.
type fileWriter struct {
	*os.File
	site int
}

// Write is a step.
func (f fileWriter) Write(p []byte) (int, error) {
	elements(p, 0, len(p), false, f.site)
	kernel.Files("Write", true)
	return f.File.Write(p)
}

// Writer returns w for a call of its Write: a file, or a hash, is not rewritten, but
// makes itself known. What is printed for a reader is no file.
func Writer(w io.Writer, site int) io.Writer {
	switch v := w.(type) {
	case *os.File:
		if v != nil && v != os.Stdout && v != os.Stderr {
			return fileWriter{v, site}
		}
	case hash.Hash:
		return Hash(v, site)
	}
	if s, of := streamOf(w, "StreamWriter", site); s != nil {
		to, _ := of.(io.Writer)
		return streamWriter{s, Writer(to, site)}
	}
	return w
}

// fileReader is a file, of which only that it is a reader is known.
type fileReader struct {
	*os.File
	site int
}

// Read is a step.
func (f fileReader) Read(p []byte) (int, error) {
	elements(p, 0, len(p), true, f.site)
	kernel.Files("Read", false)
	return f.File.Read(p)
}

// Reader returns r for a call of its Read. What somebody types is in no file.
func Reader(r io.Reader, site int) io.Reader {
	if f, ok := r.(*os.File); ok && f != nil && f != os.Stdin {
		return fileReader{f, site}
	}
	if s, of := streamOf(r, "StreamReader", site); s != nil {
		from, _ := of.(io.Reader)
		return streamReader{s, Reader(from, site)}
	}
	return r
}
