package std

import (
	"slices"
	"strings"
)

// Models lists the packages that have a model in a folder here, by the paths under
// which programs import them. The rewriter redirects these imports, the builder
// leaves the packages themselves out, and a test compares each with its model.
var Models = []string{
	"context",
	"crypto/rand",
	"hash/maphash",
	"iter",
	"maps",
	"math/rand",
	"math/rand/v2",
	"runtime",
	"sync",
	"sync/atomic",
	"testing",
	"testing/quick",
	"testing/synctest",
	"time",
	"go.uber.org/goleak",
	"racelab/internal/explore",
	"racelab/internal/stage",
}

// Linked says which function of package linked stands for a function of the
// run-time that a program takes by its name.
var Linked = map[string]string{
	"runtime.cheaprand":  "Uint32",
	"runtime.cheaprandn": "Uint32n",
	"runtime.fastrand":   "Uint32",
	"runtime.fastrand64": "Uint64",
	"runtime.fastrandn":  "Uint32n",
	"runtime.memhash":    "Memory",
	"runtime.nanotime":   "Nanoseconds",
	"runtime.procPin":    "Pin",
	"runtime.procUnpin":  "Unpin",
	"runtime.rand":       "Uint64",
	"runtime.strhash":    "String",
	"runtime.typehash":   "Value",
	"time.now":           "Now",
}

// IsModel reports whether the package of that path has a model.
func IsModel(path string) bool { return slices.Contains(Models, path) }

// Of returns where the model of a package lies, as seen from this folder. The
// folder of a package below internal cannot keep that element: nothing outside
// could import it.
func Of(path string) string { return strings.Replace(path, "racelab/internal/", "racelab/", 1) }

// Beside lists the modelled packages that are not the standard library's.
func Beside() []string {
	return slices.DeleteFunc(slices.Clone(Models), func(path string) bool {
		first, _, _ := strings.Cut(path, "/")
		return !strings.Contains(first, ".") && first != "racelab"
	})
}
