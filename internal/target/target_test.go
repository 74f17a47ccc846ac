package target

import (
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racelab/internal/command"
	"racelab/internal/course"
)

func standingIn(t *testing.T, folder string) Finder {
	root, err := filepath.Abs(filepath.Join("..", ".."))
	require.NoError(t, err)
	return Finder{Checkout: course.Checkout{Root: root}, Cwd: filepath.Join(root, filepath.FromSlash(folder))}
}

func TestALabIsNamedInManyWays(t *testing.T) {
	f := standingIn(t, "labs/tally")
	for _, words := range [][]string{nil, {"tally"}, {"labs/tally/"}, {"./labs/tally"}, {"tally.go"}, {"labs/tally/tally.go"}} {
		l, err := f.Lab("run", words)
		require.NoError(t, err)
		assert.Equal(t, "tally", l.Name, "%q", words)
		assert.True(t, f.IsLab(f.Cwd))
	}
}

func TestAWordThatNamesNothingIsAUsageError(t *testing.T) {
	var usage *command.UsageError
	f := standingIn(t, "scripts")
	_, err := f.Lab("run", []string{"taly"})
	require.ErrorAs(t, err, &usage)
	assert.Contains(t, usage.What, `did you mean "tally"?`)
	_, err = f.Lab("run", nil)
	require.ErrorAs(t, err, &usage)
	assert.Contains(t, usage.What, "which lab?")
	_, _, err = f.Folder("explain", []string{"taly"})
	require.ErrorAs(t, err, &usage)
	_, err = f.Packages(t.Context(), "explore", []string{"taly"}, nil)
	require.ErrorAs(t, err, &usage)
}

func TestFoldersAreSeenFromWhereTheReaderIs(t *testing.T) {
	f := standingIn(t, "solutions")
	name, dir, err := f.Folder("explain", []string{"./tally"})
	require.NoError(t, err)
	assert.Equal(t, "./tally", name)
	assert.Equal(t, filepath.Join(f.Cwd, "tally"), dir)
	assert.True(t, f.IsCourse(dir) && !f.IsLab(dir))

	_, dir, err = f.Folder("explain", []string{"tally"})
	require.NoError(t, err)
	assert.True(t, f.IsLab(dir), "a lab's name comes before a folder's")

	found, err := f.Packages(t.Context(), "explore", []string{"racelab/internal/group", "./tally"}, nil)
	require.NoError(t, err)
	require.Len(t, found, 2)
	assert.Equal(t, f.Checkout.Path("internal/group"), found[0].Dir)
}

// What is not the explorer's in a lab is left out, and nothing in other packages.
func TestOnlyTestsForSchedulesAreExplored(t *testing.T) {
	f := standingIn(t, "labs")
	tests := []string{"TestTransfersNeverCreateMoney", "TestAnyTwoCallsAtOnceOnEverySchedule"}
	chosen, err := f.ForSchedules(filepath.Join(f.Cwd, "twotills"), tests)
	require.NoError(t, err)
	assert.Equal(t, tests[1:], chosen)
	chosen, err = f.ForSchedules(f.Checkout.Path("internal/group"), tests)
	require.NoError(t, err)
	assert.Equal(t, tests, chosen)
}
