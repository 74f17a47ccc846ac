package build

import (
	"encoding/json"
	"os"
)

// An Overlay says which files stand in the place of others, by their paths, for
// the go command's flag -overlay and for Config. An empty path removes a file.
type Overlay map[string]string

// Write makes the file that the flag names.
func (o Overlay) Write(file string) error {
	text, err := json.Marshal(map[string]any{"Replace": o})
	if err != nil {
		return err
	}
	return os.WriteFile(file, text, 0o644)
}
