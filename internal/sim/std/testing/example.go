package testing

import (
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
)

// SimExample makes a test of an example, which fails if it prints something
// else than it should.
func SimExample(run func(), want string, unordered bool) func(*T) {
	return func(t *T) {
		got := printed(t, run)
		got, want := strings.TrimSpace(got), strings.TrimSpace(want)
		if unordered {
			got, want = inOrder(got), inOrder(want)
		}
		if got != want {
			t.Errorf("got:\n%s\nwant:\n%s", got, want)
		}
	}
}

func inOrder(text string) string {
	lines := strings.Split(text, "\n")
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

// printed returns what run writes to the standard output.
func printed(t *T, run func()) string {
	file, err := os.CreateTemp("", "racelab-example-*")
	if err != nil {
		t.Fatalf("explorer: cannot keep what the example prints: %v", err)
	}
	before := os.Stdout
	os.Stdout = file
	defer func() {
		os.Stdout = before
		_ = file.Close()
		_ = os.Remove(file.Name())
	}()
	run()
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(file)
	if err != nil {
		t.Fatal(fmt.Errorf("explorer: what the example printed is lost: %w", err))
	}
	return string(text)
}
