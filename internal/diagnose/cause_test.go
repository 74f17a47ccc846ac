package diagnose

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestNamesInASentence(t *testing.T) {
	assert.Equal(t, "the others", and(nil))
	assert.Equal(t, "a", and([]string{"a"}))
	assert.Equal(t, "a, b and c", and([]string{"a", "b", "c"}))
}
