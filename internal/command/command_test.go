package command

import (
	"flag"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestDidYouMeanKeepsQuietAboutFarNames(t *testing.T) {
	names := []string{"cakebox", "tally"}
	assert.Contains(t, DidYouMean("cakbox", names), "cakebox")
	assert.Contains(t, DidYouMean("cake", names), "cakebox", "a beginning is near")
	assert.Empty(t, DidYouMean("heartbeat", names))
	assert.Empty(t, DidYouMean("", names))
}

func TestFlagsMayStandAnywhere(t *testing.T) {
	for _, words := range [][]string{{"-v", "a", "b"}, {"a", "-v", "b"}, {"a", "b", "-v"}} {
		fs := flag.NewFlagSet("run", flag.ContinueOnError)
		verbose := fs.Bool("v", false, "say all")
		names, err := Parse(fs, words, "lab")
		require.NoError(t, err)
		assert.Equal(t, []string{"a", "b"}, names)
		assert.True(t, *verbose, "%v", words)
	}
}

func TestMistakesSayWhereToLook(t *testing.T) {
	var usage *UsageError
	_, err := Parse(flag.NewFlagSet("run", flag.ContinueOnError), []string{"-w"}, "lab")
	require.ErrorAs(t, err, &usage)
	assert.Contains(t, usage.What, "see: lab help run")

	all := Set{{Name: "run", Usage: "[LAB]", About: "judge"}}
	_, err = all.Find("rnu", "lab")
	require.ErrorAs(t, err, &usage)
	assert.Contains(t, usage.What, `did you mean "run"?; see: lab help`)
}

func TestACommandIsFoundByWhatItIsFor(t *testing.T) {
	all := Set{{Name: "list"}, Command{Name: "run"}.Or("test", "judge")}
	for word, want := range map[string]string{"judge": "run", "Test": "run", "lits": "list"} {
		_, err := all.Find(word, "lab")
		require.Error(t, err)
		assert.Contains(t, err.Error(), `did you mean "`+want+`"?`, "a near spelling means less than the word itself")
	}
}

func TestHelpShowsEachFlagAndItsDefault(t *testing.T) {
	fs := flag.NewFlagSet("run", flag.ContinueOnError)
	fs.Bool("v", false, "say all")
	fs.Int("n", 3, "so often")
	_, err := Parse(fs, []string{"-h"}, "lab")
	var wanted HelpWanted
	require.ErrorAs(t, err, &wanted)
	assert.Equal(t, "usage: lab run [LAB]\n  judge\n  -n  so often (default 3)\n  -v  say all\n",
		Command{Name: "run", Usage: "[LAB]", About: "judge"}.Explain("lab", wanted.Flags))
}

func TestRecordKnowsWhatFlagsOfEveryKindWereSetTo(t *testing.T) {
	fs := flag.NewFlagSet("run", flag.ContinueOnError)
	verbose := fs.Bool("v", false, "say all")
	fs.Int("n", 3, "so often")
	fs.Int("p", 4, "at once")
	fs.Func("run", "which", func(string) error { return nil })
	fs.Func("skip", "which not", func(string) error { return nil })
	options := Record(fs)
	words, err := Parse(fs, []string{"-v", "a", "-run", "^T$", "-p", "1"}, "lab")
	require.NoError(t, err)
	assert.Equal(t, []string{"a"}, words)
	assert.True(t, *verbose)
	assert.Equal(t, map[string]string{"v": "true", "n": "3", "run": "^T$", "skip": ""}, options("p"))
}
