package mutant

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const before = `package box

func (b *box) put(cake string) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.full {
		return false
	}
	b.full = true
	return true
}

func (b *box) look() bool {
	b.mu.Lock()
	full := b.full
	b.mu.Unlock()
	return full
}

func (b *box) serve() {
	defer b.out.Done()
	for _, cake := range b.cakes {
		b.counter <- cake
	}
	close(b.counter)
}

func (b *box) quit() {
	close(b.done)
	<-b.ctx.Done()
}
`

func TestWhatIsDroppedAndMoved(t *testing.T) {
	made, err := Of([]byte(before))
	require.NoError(t, err)
	made = slices.DeleteFunc(made, func(m Mutant) bool {
		return !slices.Contains([]Kind{UnlockDropped, UnlockLate, DoneDropped, CloseEarly}, m.Kind)
	})
	var names []string
	for _, m := range made {
		names = append(names, m.String())
	}
	assert.Equal(t, []string{
		"unlock dropped: line 5 defer b.mu.Unlock()",
		"unlock below an early return: line 5 defer b.mu.Unlock(), below line 8",
		"unlock dropped: line 16 b.mu.Unlock()",
		"done dropped: line 21 defer b.out.Done()",
		"close before send: line 25 close(b.counter)",
	}, names)

	assert.Contains(t, string(made[0].Source), "\tb.mu.Lock()\n\n\tif b.full {")
	assert.Contains(t, string(made[1].Source), "\t\treturn false\n\t}\n\tdefer b.mu.Unlock()\n\tb.full = true")
	assert.Contains(t, string(made[3].Source), "func (b *box) serve() {\n\n\tfor")
	assert.Contains(t, string(made[4].Source), "\tclose(b.counter)\n\tfor _, cake := range b.cakes {")
	assert.NotContains(t, string(made[4].Source), "}\n\tclose(b.counter)")
}

func TestASourceThatIsNoGoHasNoMutants(t *testing.T) {
	_, err := Of([]byte("package"))
	assert.Error(t, err)
}

func TestSeeds(t *testing.T) {
	made, err := Seeds([]byte(`package p

func f() {
	mu.Lock()
	n++
	defer mu.Unlock()
	if n > 1 {
		mu.Unlock()
		mu.Lock()
	}
	x := 1
	c <- x
}
`))
	require.NoError(t, err)
	var names []string
	for _, m := range made {
		names = append(names, m.String())
	}
	assert.Equal(t, []string{
		"lock removed: line 4 mu.Lock()",
		"statements swapped: line 4 mu.Lock()",
		"statements swapped: line 5 n++",
		"defer dropped: line 6 defer mu.Unlock()",
		"statements swapped: line 8 mu.Unlock()",
		"lock removed: line 9 mu.Lock()",
	}, names)
	assert.NotContains(t, string(made[0].Source), "mu.", "nor given back, nor taken again")
	assert.Contains(t, string(made[1].Source), "n++\n\tmu.Lock()\n\tdefer")
	assert.NotContains(t, string(made[3].Source), "defer")
}

func TestOneValueStandsForAll(t *testing.T) {
	made, err := Of([]byte(`package box

type Box struct{ full bool }

func New() *Box { return &Box{} }

type Shelf struct{ cakes int }

func (s *Shelf) Put() { s.cakes++ }

type hidden struct{}
`))
	require.NoError(t, err)
	require.Len(t, made, 2)
	assert.Equal(t, "state of the package: line 3 Box", made[0].String())
	assert.Contains(t, string(made[0].Source), "func New() *Box { return shared(&Box{}) }")
	assert.Equal(t, "state of the package: line 7 Shelf", made[1].String())
	assert.Contains(t, string(made[1].Source), "\ts = &everybodys\n\ts.cakes++")
}
