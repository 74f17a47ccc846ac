package std

import (
	"io/fs"
	"os"
	"path"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// helpers are folders here that hold no model of a package.
var helpers = map[string]string{
	"cachesync":   "package sync for a part of the standard library",
	"librarysync": "package sync for the standard library",
	"linked":      "functions of the run-time",
	"model":       "what the models share",
	"simtest":     "for tests of the models",
}

// A model that the list lacks would never be used, and one that has no folder
// would not build.
func TestEveryFolderIsAModelOfTheList(t *testing.T) {
	listed := map[string]string{}
	for _, p := range Models {
		assert.Empty(t, listed[Of(p)], "%s is listed twice", p)
		listed[Of(p)] = p
	}
	found := map[string]bool{}
	err := fs.WalkDir(os.DirFS("."), ".", func(file string, d fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(file, ".go") && path.Dir(file) != "." {
			found[path.Dir(file)] = true
		}
		return err
	})
	require.NoError(t, err)
	for folder := range found {
		if helpers[folder] == "" {
			assert.NotEmpty(t, listed[folder], "internal/sim/std/%s is in no entry of Models", folder)
		}
	}
	for folder, p := range listed {
		assert.True(t, found[folder], "the model of %s belongs in internal/sim/std/%s", p, folder)
	}
}

func TestBeside(t *testing.T) {
	assert.Equal(t, []string{"go.uber.org/goleak", "racelab/internal/explore", "racelab/internal/stage"}, Beside())
	assert.True(t, IsModel("math/rand/v2"))
	assert.False(t, IsModel("math"))
}
