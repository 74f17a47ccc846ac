package judge

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strconv"

	"racelab/internal/build"
)

// A version is the name of a candidate's package among others in one binary; "" if it
// is alone there.
type version string

// pkg is how that package is imported.
func (v version) pkg(lab string) string { return path.Join(packageOf(lab), string(v)) }

// A Bank holds candidates for one lab that were linked into one binary, each as a
// package of its own, and, once it is prepared, into one program for the explorer. It is for candidates of
// the course: each runs in a process of its own, but all are initialised there.
type Bank struct {
	judge    *Judge
	lab      string
	cwd      string // the lab's folder
	dir      string
	tests    *pristine
	binaries []*Binary // nil for those that must be built alone
	alone    []string  // why something of a candidate must be; "" if nothing must
}

// Together builds those of the candidates that can be in one binary; "" stands for
// none. The others, and those that do not compile, are for Build.
func (j *Judge) Together(ctx context.Context, lab string, candidates []string, race bool) (k *Bank, err error) {
	k = &Bank{judge: j, lab: lab, binaries: make([]*Binary, len(candidates)), alone: make([]string, len(candidates))}
	if k.cwd, err = j.labDir(lab); err != nil {
		return nil, err
	}
	if k.tests, err = j.pristine(lab); err != nil {
		return nil, err
	}
	if k.dir, err = j.newDir(); err != nil {
		return nil, err
	}
	if err = k.build(ctx, candidates, race); err != nil {
		k.Close()
		return nil, err
	}
	return k, nil
}

// Binary is the one of a candidate, or nil.
func (k *Bank) Binary(i int) *Binary { return k.binaries[i] }

// Alone says why a candidate, or what the explorer runs of it, must be built alone, ""
// if nothing of it must. Of one that there is no other to be with, nothing is said.
func (k *Bank) Alone(i int) string { return k.alone[i] }

// Close removes the bank and its binaries.
func (k *Bank) Close() error {
	k.leaveOutAll("")
	return os.RemoveAll(k.dir)
}

func (k *Bank) leaveOutAll(why string) {
	for i := range k.binaries {
		k.leaveOut(i, why)
	}
}

// leaveOut takes a candidate out, if it is in.
func (k *Bank) leaveOut(i int, why string) {
	if k.binaries[i] != nil {
		_ = k.binaries[i].Close() // the judge's Close tries again
		k.binaries[i], k.alone[i] = nil, why
	}
}

// size is how many are in the bank.
func (k *Bank) size() (n int) {
	for _, b := range k.binaries {
		if b != nil {
			n++
		}
	}
	return n
}

func (k *Bank) build(ctx context.Context, candidates []string, race bool) error {
	if why := k.tests.alone; why != "" {
		for i := range k.alone {
			k.alone[i] = why
		}
		return nil
	}
	for i, candidate := range candidates {
		if candidate == "" {
			continue
		}
		if err := k.add(i, candidate); err != nil {
			return err
		}
	}
	return k.link(ctx, race)
}

// add takes a candidate in, if it may be there.
func (k *Bank) add(i int, candidate string) error {
	dir, err := k.judge.newDir()
	if err != nil {
		return err
	}
	b := &Binary{judge: k.judge, dir: dir, cwd: k.cwd, exe: filepath.Join(k.dir, binaryOf(k.lab)), version: version(fmt.Sprintf("v%03d", i))}
	k.binaries[i] = b
	var refused *BuildError
	if err := b.take(k.lab, candidate); errors.As(err, &refused) {
		k.leaveOut(i, doesNotCompile)
		return nil
	} else if err != nil {
		return err
	}
	if why := whyAlone(b.source(k.lab), k.lab); why != "" {
		k.leaveOut(i, why)
		return nil
	}
	return b.lay(k.lab, b.source(k.lab))
}

// link makes the binary, without those that do not compile.
func (k *Bank) link(ctx context.Context, race bool) error {
	for k.size() > 1 {
		cover, err := k.lay(ctx)
		if err != nil {
			return err
		}
		out, err := goCommand(ctx, k.judge.root, k.dir, "go", k.tests.compiling(filepath.Join(k.dir, binaryOf(k.lab)), cover, race, k.lab, bankDir)...)
		if err == nil || ctx.Err() != nil {
			return ctx.Err()
		}
		before := k.size()
		for _, m := range regexp.MustCompile(`(?m)^# `+packageOf(k.lab)+`/v(\d+)`).FindAllStringSubmatch(out, -1) {
			if i, err := strconv.Atoi(m[1]); err == nil { // decimal, whatever it begins with
				k.leaveOut(i, doesNotCompile)
			}
		}
		if k.size() == before {
			k.leaveOutAll("the files of the lab do not compile as one program, and it is not clear which of them is to blame")
		}
	}
	k.leaveOutAll("") // one has no other to be with
	return nil
}

// lay writes the sources of the binary and returns the overlay to build with. Each
// candidate's say that they are the lab's, so that whoever names a place in them
// names what it would if the candidate were alone.
func (k *Bank) lay(ctx context.Context) (string, error) {
	telling, more := k.tests.lean(ctx, k.cwd)
	replace := build.Overlay{}
	maps.Copy(replace, more)
	add := func(virtual, name string, text []byte) error {
		file := filepath.Join(k.dir, name)
		replace[filepath.Join(k.cwd, virtual)] = file
		if err := os.WriteFile(file, text, 0o600); err != nil {
			return &ToolError{Err: err, Hint: "set TMPDIR to a folder with room that you may write to"}
		}
		return nil
	}
	for _, b := range k.binaries {
		if b == nil {
			continue
		}
		v := string(b.version)
		source, err := os.ReadFile(b.source(k.lab))
		if err != nil {
			return "", &ToolError{Err: err, Hint: "set TMPDIR to a folder with room that you may write to"}
		}
		if err := add(filepath.Join(v, k.lab+".go"), v+".go", k.at(k.lab+".go", source)); err != nil {
			return "", err
		}
		if err := add(filepath.Join(v, k.lab+"_tests.go"), "tests.go", k.at(k.lab+"_test.go", telling)); err != nil {
			return "", err
		}
	}
	if err := add(filepath.Join(bankDir, "bank_test.go"), "bank_test.go", k.source()); err != nil {
		return "", err
	}
	return writeOverlay(replace, k.dir, "build.json")
}

// at is text that says that it stands in a file of the lab.
func (k *Bank) at(name string, text []byte) []byte {
	return fmt.Appendf(nil, "//line %s:1\n%s", filepath.ToSlash(filepath.Join(k.cwd, name)), text)
}

// bankDir is the folder of the package that runs the tests of a candidate.
const bankDir = "zz_racelab_bank"

// source is the source of that package: each test is that of the candidate which the
// brief names.
func (k *Bank) source() []byte {
	var imports, table, tests bytes.Buffer
	for _, b := range k.binaries {
		if b == nil {
			continue
		}
		fmt.Fprintf(&imports, "\t%s %q\n", b.version, b.version.pkg(k.lab))
		fmt.Fprintf(&table, "\t%q: {", b.version)
		for _, test := range k.tests.tests {
			fmt.Fprintf(&table, "%q: %s.%s, ", test, b.version, test)
		}
		fmt.Fprint(&table, "},\n")
	}
	for _, test := range k.tests.tests {
		fmt.Fprintf(&tests, "func %s(t *testing.T) { versions[tell.Brief().Version][%[1]q](t) }\n", test)
	}
	if k.tests.main {
		fmt.Fprint(&tests, "func TestMain(m *testing.M) { mains[tell.Brief().Version](m) }\n\nvar mains = map[string]func(*testing.M){\n")
		for _, b := range k.binaries {
			if b != nil {
				fmt.Fprintf(&tests, "\t%q: %s.TestMain,\n", b.version, b.version)
			}
		}
		fmt.Fprint(&tests, "}\n")
	}
	if k.judge.Leaks {
		fmt.Fprintf(&imports, "\t%q\n", goleakImport)
		tests.WriteString(leftBehindTest)
	}
	return fmt.Appendf(nil, `package bank

import (
	"testing"

	"racelab/internal/tell"
%s)

var versions = map[string]map[string]func(*testing.T){
%s}

%s`, &imports, &table, &tests)
}

// Prepare builds what the explorer runs of all.
func (k *Bank) Prepare(ctx context.Context) error {
	if len(k.tests.explored) == 0 {
		return nil
	}
	var some []int
	var overlays []string
	for i, b := range k.binaries {
		if b != nil {
			some, overlays = append(some, i), append(overlays, b.cover)
		}
	}
	made, err := build.Together(ctx, filepath.Join(k.dir, "explored"), k.cwd, overlays)
	if err != nil {
		return err
	}
	for at, v := range made {
		if v.Child != nil {
			k.binaries[some[at]].child = v.Child.Folder
		} else if v.Alone != "" {
			k.alone[some[at]] = "only what the explorer runs: " + v.Alone
		}
	}
	return nil
}
