package build

import (
	"fmt"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// The run-time's hashes are others in each process, and a schedule must lead to the
// same execution in all. A program that uses package unsafe can reach them without
// calling a function by name: the type of a map has the one of its keys.

// firstDir is in GOROOT/src. A package of that path is initialised before all others
// that wait for nobody, for the linker goes by their names, and all that it imports is
// ready when the program starts. So no map has been filled yet.
const firstDir = "0racelab_first"

// firstSource is that package. The hash that needs no instructions of its own is the
// same on every machine.
const firstSource = `package first

import (
	"internal/abi"
	"unsafe"
)

//go:linkname hashkey %[1]s.hashkey
var hashkey [4]uintptr

//go:linkname aes %[1]s.%[2]s
var aes bool

func init() { aes, hashkey = false, [4]uintptr{0x9e3779b1, 0x85ebca77, 0xc2b2ae3d, 0x27d4eb2f} }

// Hasher returns the function by which a map hashes its keys.
func Hasher(m any) func(p unsafe.Pointer, seed uintptr) uintptr {
	return (*abi.MapType)(unsafe.Pointer(abi.TypeOf(m))).Hasher
}
`

// sameHashes is added to package linked.
const sameHashes = `package linked

import first "` + firstDir + `"

func init() { hasher = first.Hasher }
`

// runtimeHashes are where releases of Go keep what their hashes depend on, and the
// name of the variable that chooses the instructions of the machine.
var runtimeHashes = []struct{ file, aes string }{
	{"internal/runtime/maps/runtime_alg.go", "UseAeshash"}, // since Go 1.27
	{"runtime/alg.go", "useAeshash"},
}

// fixHashes makes the run-time's hashes the same in every process, if the program can
// come by them.
func (w *instrumenter) fixHashes() error {
	source := filepath.Join(w.l.goroot(), "src")
	if inModuleCache(w.l.goroot()) || !slices.ContainsFunc(w.l.pkgs, func(p *pkg) bool { return slices.Contains(p.imports, "unsafe") }) {
		return nil
	}
	for _, at := range runtimeHashes {
		text, err := w.l.files.read(filepath.Join(source, filepath.FromSlash(at.file)))
		if err != nil || !strings.Contains(string(text), "\nvar hashkey [4]uintptr\n") || !strings.Contains(string(text), "\nvar "+at.aes+" bool\n") {
			continue
		}
		if err := w.add(filepath.Join(source, firstDir, "first.go"), fmt.Appendf(nil, firstSource, path.Dir(at.file), at.aes)); err != nil {
			return err
		}
		return w.add(filepath.Join(w.sim.dirOf("sim/std/linked"), "zz_hashes.go"), []byte(sameHashes))
	}
	return nil // in a newer Go they are somewhere else; those that a program calls by name are modelled
}
