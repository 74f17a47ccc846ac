package build

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestTwinsAreFound(t *testing.T) {
	root := tree(t, "go.mod", "module example.org/m\n\ngo 1.24\n", "x_test.go",
		"package m\n\nimport (\n\t\"bufio\"\n\t\"math/rand\"\n\t\"sync\"\n\t\"testing\"\n)\n\nvar _ bufio.Writer\nvar _ rand.Rand\nvar _ sync.Mutex\n\nfunc TestX(t *testing.T) {}\n")
	l, err := loaded(t, Config{Dir: root})
	require.NoError(t, err)
	var paths []string
	for _, twin := range l.twinned {
		paths = append(paths, twin.path)
	}
	assert.Equal(t, []string{"bufio", "bytes", "io", "math/rand", "strings"}, paths, "what they need comes along, the base does not")

	l, err = loaded(t, Config{Dir: "../../labs/cakebox"})
	require.NoError(t, err)
	assert.False(t, l.isTwin("net/http"), "what only testify needs is no part of the program")
}

func TestTwinsAreEdited(t *testing.T) {
	for reason, c := range map[string]struct{ path, text, want string }{
		"a constraint has been seen to": {"strings",
			"//go:build linux\n\npackage strings\n",
			"//\n\npackage strings\n"},
		"a function that another package has is its twin's": {"net/http",
			"package http\n\nimport _ \"unsafe\"\n\n//go:linkname read net/textproto.readHeader\nfunc read() int\n",
			"package http\n\nimport _ \"unsafe\"\n\n//go:linkname read net/textproto/rl_.readHeader\nfunc read() int\n"},
		"one that the run-time has stays": {"strings",
			"package strings\n\nimport _ \"unsafe\"\n\n//go:linkname rand runtime.rand\nfunc rand() uint64\n",
			"package strings\n\nimport _ \"unsafe\"\n\n//go:linkname rand runtime.rand\nfunc rand() uint64\n"},
		"what is given to others is the original's": {"net/textproto",
			"package textproto\n\nimport _ \"unsafe\"\n\n//go:linkname read x.read\nfunc read() int { return 1 }\n",
			"package textproto\n\nimport _ \"unsafe\"\n\n//\nfunc read() int { return 1 }\n"},
		"so is assembly": {"math/big",
			"package big\n\nfunc add(z []uint)\n",
			"package big; import _ \"unsafe\"; import _ \"math/big\"\n\nfunc add(z []uint)\n\n//go:linkname add math/big.add\n"},
		"interfaces and errors that the base has are the original's": {"io",
			"package io\n\nimport \"errors\"\n\nvar EOF = errors.New(\"EOF\")\n\ntype Reader interface {\n\tRead() error\n}\n\ntype one interface{ One() }\n",
			"package io; import rl_original \"io\"\n\nimport _ \"errors\"\n\nvar EOF = rl_original.EOF\n\ntype Reader = rl_original.Reader\n\n\n\ntype one interface{ One() }\n"},
	} {
		got, err := editTwin(c.path, "x.go", []byte(c.text))
		require.NoError(t, err, reason)
		assert.Equal(t, c.want, string(got), reason)
	}
}

func TestReflectIsHooked(t *testing.T) {
	src := "package reflect\n\nfunc (v Value) SetInt(x int64) {\n}\n\nfunc (v Value) Kind() Kind { return 0 }\n\nfunc (it *MapIter) Next() bool {\n}\n"
	got, err := hooked("value.go", []byte(src))
	require.NoError(t, err)
	assert.Equal(t, "package reflect\n\nfunc (v Value) SetInt(x int64) { v.simUse(true, \"SetInt\");\n}\n\nfunc (v Value) Kind() Kind { return 0 }\n\n"+
		"func (it *MapIter) Next() bool { it.m.simMap(false); if more, done := it.simNext(); done { return more };\n}\n", string(got))
}
