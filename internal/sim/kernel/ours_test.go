package kernel

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestWhichTextNamesTheExplorer(t *testing.T) {
	assert.True(t, Ours("goroutine 7:\n"+simPrefix+"/kernel.(*Task).Step(0x1)\n"))
	assert.False(t, Ours("\n\tError Trace:\t/x/box_test.go:3\n\t            \t/home/"+simPrefix+"/std/testing/t.go:62\n\tError:      \tShould be true\n"))
	assert.False(t, Ours("got 1, want 2"))
}
