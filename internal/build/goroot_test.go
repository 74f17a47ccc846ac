package build

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestANewerReleaseThanTheCommandsIsRefused(t *testing.T) {
	for _, c := range []struct {
		release, own string
		fine         bool
	}{
		{"go1.26.8", "go1.26.1", true},
		{"go1.25.0", "go1.26.1", true},
		{"go1.26.1", "go1.26.1 X:nodwarf5", true},
		{"devel go1.30-abc", "go1.26.1", true}, // nothing is known of it
		{"go1.27rc1", "go1.26.1", false},
		{"go1.27.4", "go1.26.8", false},
	} {
		err := readable(c.release, c.own)
		if c.fine {
			assert.NoError(t, err, "%v", c)
			continue
		}
		var told *Error
		require.ErrorAs(t, err, &told, "%v", c)
		assert.Contains(t, told.Hint, "GOTOOLCHAIN="+c.release)
	}
}

// A module that requires golang.org/x/text makes the go command say of Go's own copy that it
// lies there.
func TestGoRootIsNotAModules(t *testing.T) {
	l := &loader{listed: map[string]*listed{"runtime": {Standard: true, Root: "/go"}}}
	for _, p := range []string{"transform", "unicode/norm", "unicode/bidi", "secure/bidirule"} {
		l.listed["vendor/golang.org/x/text/"+p] = &listed{Standard: true, Root: "/mod/golang.org/x/text@v0.17.0"}
	}
	assert.Equal(t, "/go", l.goroot())
}
