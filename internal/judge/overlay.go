package judge

import (
	"crypto/sha256"
	"os"
	"path/filepath"
	"strings"

	"racelab/internal/build"
)

// InPlace puts one program and its tests in the place of everything Go that the
// lab's folder holds.
func InPlace(dir, lab, source, tests string) (build.Overlay, error) {
	replace := build.Overlay{}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, &ToolError{Err: err, Hint: "name one of the folders in labs"}
	}
	for _, e := range entries {
		if strings.HasSuffix(e.Name(), ".go") {
			replace[filepath.Join(dir, e.Name())] = "" // an empty path deletes
		}
	}
	replace[filepath.Join(dir, lab+".go")] = source
	replace[filepath.Join(dir, lab+"_test.go")] = tests
	return replace, nil
}

// writeOverlay makes an overlay's file and returns its name.
func writeOverlay(o build.Overlay, dir, name string) (string, error) {
	path := filepath.Join(dir, name)
	if err := o.Write(path); err != nil {
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
