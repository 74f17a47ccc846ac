package judge

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// A Sight is what Go's own tools show of one run without the explorer.
type Sight struct {
	Race    bool // the race detector's report
	Leak    bool // goleak's
	Runtime bool // a panic, or a fatal error such as a deadlock or concurrent map writes
	Check   bool // a check of the test itself
	Hang    bool // it was still running when its time was over
	Output  string
}

// Look runs the bodies of some tests once as they are, without the explorer,
// for at most limit.
func (b *Binary) Look(ctx context.Context, tests []string, cpu int, limit time.Duration) (Sight, error) {
	e, err := b.start(ctx, limit, cpu, nil, only(tests))
	if err != nil {
		return Sight{}, err
	}
	failed := Result{}
	failed.tally(tests, e)
	return Sight{
		Race: strings.Contains(e.output, raceReport), Leak: strings.Contains(e.output, leakReport), Runtime: slices.ContainsFunc(frames(e.output), func(f frame) bool { return died(f.text) }),
		Check: wrong(e, failed.Failed), Hang: e.late, Output: unmarked(e.output),
	}, nil
}

// Explore runs some tests once under the explorer.
func (b *Binary) Explore(ctx context.Context, tests []string) Result {
	return b.judged(ctx, 1, tests, tests, only(tests)...)
}

// LeftBehind is a test that no lab has, and the last of a binary: it fails if goroutines of
// the others go on.
const LeftBehind = "TestNothingIsLeftBehind"

const (
	goleakImport   = "go.uber.org/goleak"
	leftBehindTest = "func " + LeftBehind + "(t *testing.T) { goleak.VerifyNone(t) }\n"
)

// leftBehindFile is a file with that test for a package.
func leftBehindFile(pkg string) []byte {
	return fmt.Appendf(nil, "package %s\n\nimport (\n\t\"testing\"\n\n\t%q\n)\n\n%s", pkg, goleakImport, leftBehindTest)
}

func only(tests []string) []string { return []string{"-test.run=^(" + strings.Join(tests, "|") + ")$"} }

// Explored lists the lab's tests that explore, in the order of their source.
func (j *Judge) Explored(lab string) ([]string, error) {
	p, err := j.pristine(lab)
	if err != nil {
		return nil, err
	}
	return p.explored, nil
}

// ExploredTests lists those of a lab in the checkout at root.
func ExploredTests(root, lab string) ([]string, error) {
	j, err := New(root)
	if err != nil {
		return nil, err
	}
	defer j.Close()
	return j.Explored(lab)
}

// Vet reports what go vet says of the lab with this candidate.
func (b *Binary) Vet(ctx context.Context) (string, error) {
	out, err := goCommand(ctx, b.judge.root, b.dir, "go", "vet", "-overlay", b.cover, "./"+filepath.ToSlash(relativeTo(b.judge.root, b.cwd)))
	if ctx.Err() != nil {
		return "", ctx.Err()
	}
	if err == nil {
		return "", nil
	}
	return b.names.Replace(out), nil
}
