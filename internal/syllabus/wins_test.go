package syllabus

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestEveryWinBelongsToALab(t *testing.T) {
	for name, win := range Wins {
		_, known := Find(name)
		assert.True(t, known, "there is no lab %s", name)
		assert.NotEmpty(t, win)
	}
}
