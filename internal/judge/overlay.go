package judge

import (
	"crypto/sha256"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
)

// An overlay is a file for the go command that puts others in the place of
// everything Go that the lab's folder holds.
type overlay map[string]string

func (b *Binary) newOverlay(lab, source, tests string) (overlay, error) {
	replace := overlay{}
	entries, err := os.ReadDir(b.cwd)
	if err != nil {
		return nil, &ToolError{Err: err, Hint: "name one of the folders in labs"}
	}
	for _, e := range entries {
		if strings.HasSuffix(e.Name(), ".go") {
			replace[filepath.Join(b.cwd, e.Name())] = "" // an empty path deletes
		}
	}
	replace[filepath.Join(b.cwd, lab+".go")] = source
	replace[filepath.Join(b.cwd, lab+"_test.go")] = tests
	return replace, nil
}

// write makes the file and returns its name.
func (o overlay) write(dir, name string) (string, error) {
	text, err := json.Marshal(map[string]any{"Replace": o})
	if err != nil {
		return "", err
	}
	path := filepath.Join(dir, name)
	if err := os.WriteFile(path, text, 0o600); err != nil {
		return "", &ToolError{Err: err, Hint: "set TMPDIR to a folder with room that you may write to"}
	}
	return path, nil
}

// A seal says what files held when it was put on them.
type seal map[string][sha256.Size]byte

func newSeal(paths ...string) (seal, error) {
	s := seal{}
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			return nil, &ToolError{Err: err, Hint: "set TMPDIR to a folder with room that you may write to"}
		}
		s[path] = sha256.Sum256(text)
	}
	return s, nil
}

// broken reports whether one of them holds something else now.
func (s seal) broken() bool {
	for path, was := range s {
		text, err := os.ReadFile(path)
		if err != nil || sha256.Sum256(text) != was {
			return true
		}
	}
	return false
}
