package judge

import (
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racelab/internal/course"
)

// A lab's bank comes to the same in one binary as file by file.
func TestABankIsJudgedTogetherAsItIsAlone(t *testing.T) {
	root := filepath.Join("..", "..")
	j, err := New(root)
	require.NoError(t, err)
	defer j.Close()
	lab, _ := course.Find("cakebox")
	c := course.Checkout{Root: j.root}
	var files []string
	for _, e := range c.Bank(lab) {
		files = append(files, c.Path(e.File))
	}
	bank, err := j.Together(t.Context(), lab.Name, files, false)
	require.NoError(t, err)
	defer bank.Close()
	require.NoError(t, bank.Prepare(t.Context()))
	for i, file := range files {
		t.Run(file, func(t *testing.T) {
			together := bank.Binary(i)
			require.NotNil(t, together)
			assert.NotEmpty(t, together.child, "the explorer's program is built with the others'")
			assert.Empty(t, bank.Alone(i))
			alone, err := j.Build(t.Context(), lab.Name, file, false)
			require.NoError(t, err)
			defer alone.Close()
			assertSame(t, alone.Run(t.Context(), 2), together.Run(t.Context(), 2))
		})
	}
}

// assertSame says that two runs came to the same, but for what the machine decides: how
// long they took, what they printed, and which of the plain tests saw a fault.
func assertSame(t *testing.T, want, got Result) {
	t.Helper()
	require.Len(t, got.Reports, len(want.Reports))
	for i, r := range got.Reports {
		r.Seconds = want.Reports[i].Seconds
	}
	for _, r := range []*Result{&want, &got} {
		r.Duration, r.Output, r.Quotes, r.Failed, r.Passed = 0, "", nil, nil, nil
	}
	assert.Equal(t, want, got)
}

func TestWhoCannotBeWithOthersIsLeftOut(t *testing.T) {
	j, _ := newJudge(t, "")
	sources := []string{
		sourceOf("", `return 42`, ""),
		sourceOf("", `return 41`, ""),
		sourceOf("", `return cake`, ""), // does not compile
		sourceOf("", `return 42`, "func init() { panic(1) }"),
		sourceOf("time", `return 42`, "var opened = time.Now()"),
		"package y\n",
		sourceOf("net", `return 42`, "var _ net.IP"), // may not be used
		sourceOf("errors", `panic(errNone)`, "var errNone = errors.New(\"no cake\")"),
	}
	var files []string
	for i, source := range sources {
		files = append(files, filepath.Join(t.TempDir(), string(rune('a'+i))+".go"))
		write(t, files[i], source)
	}
	bank, err := j.Together(t.Context(), "x", append(files, ""), false)
	require.NoError(t, err)
	defer bank.Close()
	alone := []string{2: doesNotCompile, 3: "it has an init function", 4: "a variable of its package begins with a call, or with what a channel hands over",
		5: "it is in package y", 6: doesNotCompile, 8: ""}
	assert.Equal(t, alone, bank.alone)
	in := map[int]course.Verdict{0: course.Pass, 1: course.WrongResult, 7: course.Panic}
	for i, file := range files {
		verdict, ok := in[i]
		require.Equal(t, ok, bank.Binary(i) != nil, "%s", sources[i])
		if !ok {
			continue
		}
		r := bank.Binary(i).Run(t.Context(), 1)
		assert.Equal(t, verdict, r.Verdict, r.Output)
		alone, err := j.Try(t.Context(), "x", file, false, 1)
		require.NoError(t, err)
		assertSame(t, alone, r)
		if verdict == course.Panic {
			assert.Contains(t, r.Output, file+":7", "the candidate's own file is named")
			assert.NotContains(t, r.Output, "/v007.", "and its package is the lab's")
			assert.Contains(t, r.Output, "racelab/labs/x.Work")
		}
	}
}

// The tenth and the eleventh do not compile; the others are together all the same.
func TestWhoDoesNotCompileIsKnownByNumber(t *testing.T) {
	j, _ := newJudge(t, "")
	var files []string
	var alone []string
	for i := range 12 {
		source, why := sourceOf("", `return 42`, ""), ""
		if i == 9 || i == 10 {
			source, why = sourceOf("", `return cake`, ""), doesNotCompile
		}
		files, alone = append(files, filepath.Join(t.TempDir(), "x.go")), append(alone, why)
		write(t, files[i], source)
	}
	bank, err := j.Together(t.Context(), "x", files, false)
	require.NoError(t, err)
	defer bank.Close()
	assert.Equal(t, alone, bank.alone)
}

// Built together, candidates are told apart by whoever looks what goroutines they leave.
func TestWhatABankLeavesBehindIsSeen(t *testing.T) {
	j, err := New(filepath.Join("..", ".."))
	require.NoError(t, err)
	defer j.Close()
	j.Leaks = true
	lab, _ := course.Find("callcentre")
	c := course.Checkout{Root: j.root}
	files := []string{c.Path(lab.File()), filepath.Join(j.root, "solutions", lab.Name, lab.Name+".go")}
	bank, err := j.Together(t.Context(), lab.Name, files, false)
	require.NoError(t, err)
	defer bank.Close()
	tests, err := j.Explored(lab.Name)
	require.NoError(t, err)
	for i, leaks := range []bool{true, false} {
		seen, err := bank.Binary(i).Look(t.Context(), append(tests, LeftBehind), 2, time.Minute)
		require.NoError(t, err)
		assert.Contains(t, seen.Output, LeftBehind)
		assert.Equal(t, leaks, seen.Leak, seen.Output)
	}
}
