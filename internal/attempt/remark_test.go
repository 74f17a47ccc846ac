package attempt

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racelab/internal/course"
)

func TestAFixThatWaitsBusilyGetsARemark(t *testing.T) {
	lab, _ := course.Find("onecore")
	root, bank := t.TempDir(), filepath.Join("..", "..", "solutions", "onecore")
	require.NoError(t, os.MkdirAll(filepath.Join(root, filepath.Dir(lab.File())), 0o700))
	said := func(fix string) string {
		source, err := os.ReadFile(filepath.Join(bank, fix))
		require.NoError(t, err)
		require.NoError(t, os.WriteFile(filepath.Join(root, lab.File()), source, 0o600))
		var out bytes.Buffer
		tried(root, &out).remark(lab)
		return out.String()
	}
	assert.Regexp(t, `^  remark  line \d+: it waits busily, (.|\n)*\n$`, said("testdata/accepted/atomic-lamp/onecore.go"))
	assert.Empty(t, said("onecore.go"))
}
