package tell

import (
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestOnlyLabsFailOnPurpose(t *testing.T) {
	assert.Equal(t, "cakebox", labOf(filepath.FromSlash("/course/labs/cakebox")))
	assert.Empty(t, labOf(filepath.FromSlash("/course/solutions/cakebox")))
	assert.Empty(t, labOf(startDir))
	assert.Equal(t, "cakebox fails on purpose until you mend it. What is wrong: go tool lab run cakebox; a hint: go tool lab hint cakebox\n", advice("cakebox"))
}
