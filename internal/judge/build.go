package judge

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"sync"

	"racelab/internal/build"
	"racelab/internal/group"
	"racelab/internal/program"
)

// maxSource bounds a candidate's size in bytes; labs are a few kilobytes.
const maxSource = 1 << 20

var labName = regexp.MustCompile(`^[a-z][a-z0-9]*$`)

// A Binary is a candidate compiled together with its lab's pristine tests.
type Binary struct {
	judge  *Judge
	dir    string // holds the binary and what it was made of
	exe    string
	cwd    string // the lab's folder
	shown  string // the candidate's name for a reader
	race   bool   // built with the race detector
	tests  *pristine
	cover  string        // the overlay's file, for whatever is made of the candidate and the tests as they are
	laid   build.Overlay // what that says
	sealed seal          // of what the explorer reads
	names  *strings.Replacer
	ahead  *exploration // begun by Ahead

	building sync.Mutex       // guards both:
	child    string           // the folder of what is explored; "" if it is not built
	program  *program.Program // the same, to be run

	version version // of those in exe
}

// Close removes the binary.
func (b *Binary) Close() error {
	return os.RemoveAll(b.dir)
}

// Build compiles the candidate in place of the lab's source. The error is a
// *BuildError when the candidate is to blame, a *ToolError when it is not, and
// ctx.Err() when ctx was cancelled.
func (j *Judge) Build(ctx context.Context, lab, candidate string, race bool) (*Binary, error) {
	b, err := j.Take(lab, candidate, race)
	if err != nil {
		return nil, err
	}
	if err := b.Compile(ctx); err != nil {
		b.Close()
		return nil, err
	}
	return b, nil
}

// Take takes a candidate in, as it is now, for Compile and Ahead, which may go on at
// the same time. Its errors are those of Build.
func (j *Judge) Take(lab, candidate string, race bool) (*Binary, error) {
	labDir, err := j.labDir(lab)
	if err != nil {
		return nil, err
	}
	dir, err := j.newDir()
	if err != nil {
		return nil, err
	}
	b := &Binary{judge: j, dir: dir, cwd: labDir, race: race, exe: filepath.Join(dir, binaryOf(lab))}
	if err = b.take(lab, candidate); err == nil {
		err = b.lay(lab, b.source(lab))
	}
	if err != nil {
		b.Close()
		return nil, err
	}
	return b, nil
}

func binaryOf(lab string) string {
	if runtime.GOOS == "windows" {
		return lab + ".test.exe"
	}
	return lab + ".test"
}

// labDir finds a lab's folder and refuses one that an overlay would miss.
func (j *Judge) labDir(lab string) (string, error) {
	dir := filepath.Join(j.root, "labs", lab)
	if !labName.MatchString(lab) {
		return "", &ToolError{Err: fmt.Errorf("%q is not the name of a lab", lab), Hint: "name one of the folders in labs"}
	}
	real, err := filepath.EvalSymlinks(dir)
	if err != nil {
		return "", &ToolError{Err: err, Hint: "name one of the folders in labs"}
	}
	if real != dir {
		return "", &ToolError{Err: fmt.Errorf("%s is a symbolic link", dir), Hint: "replace it by the folder itself"}
	}
	return dir, nil
}

// source is the candidate as it was when the build began: a save in the middle of it
// cannot mix two versions.
func (b *Binary) source(lab string) string { return filepath.Join(b.dir, lab+".go") }

// take copies a candidate that may be built.
func (b *Binary) take(lab, candidate string) error {
	source := b.source(lab)
	b.shown = candidate
	if err := copySource(candidate, source); err != nil {
		return &ToolError{Err: err, Hint: "name a Go file that you may read"}
	}
	if why := reach(source, candidate, filepath.Join(b.judge.root, "solutions", lab, lab+".go")); why != "" {
		return &BuildError{Output: why, Refused: true}
	}
	b.names = strings.NewReplacer(
		filepath.Join(b.cwd, lab+".go")+":", candidate+":",
		filepath.Join("labs", lab, lab)+".go:", candidate+":",
		source+":", candidate+":",
		relativeTo(b.judge.root, source)+":", candidate+":", // so the go command names it in syntax errors
		b.version.pkg(lab)+".", packageOf(lab)+".",
	)
	return nil
}

// packageOf is how the package of a lab is imported.
func packageOf(lab string) string { return "racelab/labs/" + lab }

// Compile makes the binary.
func (b *Binary) Compile(ctx context.Context) error {
	goTool, err := exec.LookPath("go")
	if err != nil {
		return &ToolError{Err: errors.New("the go command was not found"),
			Hint: "install Go from https://go.dev/dl and put its bin folder on PATH"}
	}
	lab := filepath.Base(b.cwd)
	cover, err := b.layTelling(ctx, lab)
	if err != nil {
		return err
	}
	out, err := goCommand(ctx, b.judge.root, b.dir, goTool, b.tests.compiling(b.exe, cover, b.race, lab, "")...)
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil && out == "":
		return &ToolError{Err: err, Hint: "check that `go version` works"}
	case err != nil:
		return blame(b.names.Replace(out), []string{b.shown, filepath.Join("labs", lab, lab) + "_test.go"})
	}
	if _, err := os.Stat(b.exe); err != nil {
		return &BuildError{Output: "the package has no tests to run"}
	}
	return nil
}

// judgedTag leaves out of package explore all that explores, for a binary whose tests the
// judge explores itself.
const judgedTag = "racelab_judged"

// compiling are the arguments of the go command that make the test binary of a lab, or of
// a package below it.
func (p *pristine) compiling(exe, cover string, race bool, lab, below string) []string {
	args := []string{"test", "-c", "-o", exe, "-overlay", cover, "-vet=off", "-mod=readonly",
		"-ldflags=-w", "-gcflags=" + packageOf(lab) + "/...=-dwarf=false"}
	if race {
		args = append(args, "-race")
	}
	if p.ahead {
		args = append(args, "-tags="+strings.Join(append(build.TagsIn(os.Getenv("GOFLAGS")), judgedTag), ","))
	}
	return append(args, "./"+path.Join("labs", lab, below))
}

// lay puts the candidate and the pristine tests in place.
func (b *Binary) lay(lab, source string) (err error) {
	if b.tests, err = b.judge.pristine(lab); err != nil {
		return err
	}
	if b.laid, err = InPlace(b.cwd, lab, source, b.tests.path); err != nil {
		return err
	}
	if b.cover, err = writeOverlay(b.laid, b.dir, "overlay.json"); err != nil {
		return err
	}
	b.sealed, err = newSeal(source, b.cover, b.tests.path)
	return err
}

// layTelling writes the tests that tell how they end, and returns the overlay to build with.
func (b *Binary) layTelling(ctx context.Context, lab string) (string, error) {
	text, more := b.tests.lean(ctx, b.cwd)
	replace := maps.Clone(b.laid)
	maps.Copy(replace, more)
	files := map[string][]byte{lab + "_test.go": text}
	if b.judge.Leaks {
		files["zz_left_behind_test.go"] = leftBehindFile(lab)
	}
	for name, text := range files {
		file := filepath.Join(b.dir, name)
		replace[filepath.Join(b.cwd, name)] = file
		if err := os.WriteFile(file, text, 0o600); err != nil {
			return "", &ToolError{Err: err, Hint: "set TMPDIR to a folder with room that you may write to"}
		}
	}
	return writeOverlay(replace, b.dir, "build.json")
}

// lean is the text of the tests that tell how they end, for a lab in dir, with what an
// overlay must add so that they need not be linked with all of testify. That saves time and
// changes no verdict, so without it the tests are as they were.
func (p *pristine) lean(ctx context.Context, dir string) ([]byte, build.Overlay) {
	if text, more, err := build.Lean(ctx, dir, p.telling); err == nil {
		return text, more
	}
	return p.telling, nil
}

// pristine reads the tests of a lab.
func (j *Judge) pristine(lab string) (*pristine, error) {
	p, err := readPristine(filepath.Join(j.root, "solutions", lab, lab+"_test.go"))
	if err != nil {
		return nil, &ToolError{Err: err, Hint: "restore the solutions folder with `git checkout solutions`"}
	}
	return p, nil
}

// goCommand runs the go command in dir and returns all that it prints. What it
// leaves behind when it is cancelled is in temp.
func goCommand(ctx context.Context, dir, temp, goTool string, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, goTool, args...)
	cmd.Dir = dir
	// A workspace above the course would leave the course out of the build.
	cmd.Env = append([]string{"GOTMPDIR=" + temp}, os.Environ()...) // unless it is set
	cmd.Env = append(cmd.Env, "GOWORK=off")
	cmd.WaitDelay = lateOutput
	group.Own(cmd)
	group.EndWithParent(cmd)
	out, err := cmd.CombinedOutput()
	return string(out), err
}

// copySource copies a regular file of moderate size; a pipe or a device in its
// place would block or never end.
func copySource(from, to string) error {
	info, err := os.Stat(from)
	if err != nil {
		return err
	}
	if !info.Mode().IsRegular() {
		return fmt.Errorf("%s is not a file", from)
	}
	if info.Size() > maxSource {
		return fmt.Errorf("%s is larger than %d bytes", from, maxSource)
	}
	f, err := os.Open(from)
	if err != nil {
		return err
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, maxSource))
	if err != nil {
		return err
	}
	return os.WriteFile(to, text, 0o600)
}

// relativeTo returns path as seen from dir, or path itself where there is no
// way from the one to the other, as between two drives on Windows.
func relativeTo(dir, path string) string {
	if rel, err := filepath.Rel(dir, path); err == nil {
		return rel
	}
	return path
}
