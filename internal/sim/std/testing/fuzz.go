package testing

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
)

// F is what a fuzz target gets; see testing.F. Only the seeds are run: those
// that Add was given, and the files of testdata/fuzz.
type F struct {
	*test
	seeds []seed
}

type test = T

type seed struct {
	name   string
	values []any
}

// SimFuzz makes a test of a fuzz target.
func SimFuzz(target func(*F)) func(*T) {
	return func(t *T) { target(&F{test: t}) }
}

// Add adds a seed.
func (f *F) Add(args ...any) {
	f.seeds = append(f.seeds, seed{fmt.Sprintf("seed#%d", len(f.seeds)), slices.Clone(args)})
}

// Fuzz calls ff, a function of a *T and more, with each seed, as a subtest.
func (f *F) Fuzz(ff any) {
	fn := reflect.ValueOf(ff)
	if fn.Kind() != reflect.Func || fn.Type().NumIn() < 2 || fn.Type().In(0) != reflect.TypeFor[*T]() {
		panic("testing: F.Fuzz must receive a function of *testing.T and at least one other argument")
	}
	for _, s := range append(f.seeds, f.corpus()...) {
		if len(s.values) != fn.Type().NumIn()-1 {
			f.Fatalf("seed %s has %d values, the target takes %d", s.name, len(s.values), fn.Type().NumIn()-1)
		}
		f.Run(s.name, func(t *T) {
			args := []reflect.Value{reflect.ValueOf(t)}
			for i, v := range s.values {
				args = append(args, reflect.ValueOf(v).Convert(fn.Type().In(i+1)))
			}
			fn.Call(args)
		})
	}
}

// corpus reads the seeds in testdata/fuzz.
func (f *F) corpus() (seeds []seed) {
	files, err := filepath.Glob(filepath.Join("testdata", "fuzz", f.name, "*"))
	if err != nil {
		f.Fatal(err)
	}
	for _, path := range files {
		text, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		values, err := parseSeed(string(text))
		if err != nil {
			f.Fatalf("%s: %v", path, err)
		}
		seeds = append(seeds, seed{filepath.Base(path), values})
	}
	return seeds
}
