package belief

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racelab/internal/course"
	"racelab/internal/judge"
	"racelab/internal/trace"
)

var checkout = course.Checkout{Root: "../.."}

func banks(t *testing.T) (all []*Bank) {
	for _, l := range course.Labs {
		b, err := Load(checkout, l)
		require.NoError(t, err)
		all = append(all, b)
	}
	return all
}

func TestEveryRejectedFixNamesABelief(t *testing.T) {
	held := map[string]int{}
	for _, b := range banks(t) {
		for _, f := range b.Fixes {
			held[f.Belief.ID]++
		}
	}
	assert.GreaterOrEqual(t, len(All), 20)
	assert.LessOrEqual(t, len(All), 40)
	for _, b := range All {
		assert.Positive(t, held[b.ID], "no rejected fix names %s", b.ID)
		assert.Contains(t, b.Says(), ". It is not so: ")
	}
}

// How each fix fails must be written down, and must have been for what it is now, and
// for its tests.
func TestSignaturesAreFresh(t *testing.T) {
	for _, b := range banks(t) {
		for _, f := range b.Fixes {
			assert.True(t, b.Fresh(f), "%s/%s is new or has changed, or its tests; write down how it fails: go tool lab verify -write %s", b.Lab.Name, f.Slug, b.Lab.Name)
		}
	}
}

func TestTheMarkIsOfWhatACompilerSees(t *testing.T) {
	tests := []byte(`package a; func Test() { check("this") }`)
	mark := Mark([]byte("package a // once"), tests)
	assert.Equal(t, mark, Mark([]byte("package a // twice"), []byte(`package a; func Test() { check("that") }`)))
	assert.NotEqual(t, mark, Mark([]byte("package b"), tests))
	assert.NotEqual(t, mark, Mark([]byte("package a"), []byte(`package a; func Test() { look("this") }`)))
}

// Whoever writes what a rejected fix is, is told the belief of it; and of whom
// another belief could be told, leaving out one fix at a time, at most two in a
// hundred are.
func TestTheBeliefIsTold(t *testing.T) {
	written, own, others, right := 0, 0, 0, 0
	for _, b := range banks(t) {
		for _, f := range b.Fixes {
			written++
			if told, sure := b.Tell(append([]byte("// Mine.\n"), f.Source...), f.Signature); sure {
				own++
				assert.Equal(t, f.Belief, told, "%s/%s", b.Lab.Name, f.Slug)
			}
			switch told, sure := b.tell(f.change, f.Signature, f.Slug); {
			case sure && told == f.Belief:
				right++
			case sure:
				others++
				t.Logf("%s/%s would be told %s", b.Lab.Name, f.Slug, told.ID)
			}
		}
	}
	t.Logf("of %d fixes, %d are told their own belief; leaving one out at a time, %d are, and %d another", written, own, right, others)
	shared, apart := reachable(t)
	t.Logf("%d share their belief with another fix of the lab; of these, %d fail like one of their own belief, and like none of another", shared, apart)
	assert.GreaterOrEqual(t, own*10, written*9)
	assert.LessOrEqual(t, others*50, written)
}

// A learner calls things otherwise than the bank does.
func TestTheBeliefIsToldWhateverTheNames(t *testing.T) {
	b := banks(t)[0]
	i := slices.IndexFunc(b.Fixes, func(f Fix) bool { return f.Slug == "counts-outside" })
	require.NotEqual(t, -1, i)
	f := b.Fixes[i]
	require.Equal(t, []string{"out"}, f.Signature.Objects)
	found := f.Signature
	found.Objects = []string{"all"}
	told, sure := b.Tell([]byte(strings.NewReplacer("out.", "all.", "var out", "var all").Replace(string(f.Source))), found)
	assert.True(t, sure)
	assert.Equal(t, f.Belief, told)
	assert.Equal(t, []string{"_", "table[place]"}, b.given([]string{"table[place]", "oven", "flour"}))
}

// Native tests fail on some runs, and not on others.
func TestASignatureIsTheSameOnEveryRun(t *testing.T) {
	report := &trace.Report{Test: "TestOnEverySchedule", Outcome: trace.Failed, Failure: &trace.Failure{Fault: trace.Leak}}
	passed := &trace.Report{Test: "TestTwoOnEverySchedule", Outcome: trace.Passed}
	r := judge.Result{Verdict: course.Leak, Reports: []*trace.Report{passed, report}, Failed: []string{"TestNow", "TestOnEverySchedule"}}
	assert.Equal(t, []string{"TestOnEverySchedule"}, SignatureOf("errand", nil, nil, r).Tests)
	r.Reports = nil
	assert.Equal(t, r.Failed, SignatureOf("errand", nil, nil, r).Tests)
}

// reachable counts the fixes whose belief another fix of the lab has, and those of
// them that whoever knew all beliefs could tell by how they fail: by fault, functions
// and objects.
func reachable(t *testing.T) (shared, apart int) {
	for _, b := range banks(t) {
		for _, f := range b.Fixes {
			own, like, unlike := false, false, false
			for _, other := range b.Fixes {
				if other.Slug == f.Slug {
					continue
				}
				same, fails := other.Belief == f.Belief, sameFailure(other.Signature, f.Signature)
				own, like, unlike = own || same, like || same && fails, unlike || !same && fails
			}
			if own {
				shared++
			}
			if like && !unlike {
				apart++
			}
		}
	}
	return shared, apart
}

func sameFailure(a, b Signature) bool {
	return a.Fault == b.Fault && slices.Equal(a.Functions, b.Functions) && slices.Equal(a.Objects, b.Objects)
}
