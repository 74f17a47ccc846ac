package child

import (
	"os"
	"path/filepath"

	"racelab/internal/sim/kernel"
)

// ownTemp gives this process a folder for temporary files that no other has: what lies in one is
// often named by the time, which is the same in each execution. It is made empty for each, too.
// Whoever started the process takes the folder away, for it may be killed.
func ownTemp() {
	folder, err := os.MkdirTemp("", "")
	if err != nil {
		return // a test that needs such files says so
	}
	for _, name := range []string{"TMPDIR", "TMP", "TEMP"} { // the last two on Windows
		_ = os.Setenv(name, folder)
	}
	kernel.EmptyTemp = func() {
		left, _ := os.ReadDir(folder)
		for _, f := range left {
			_ = os.RemoveAll(filepath.Join(folder, f.Name()))
		}
	}
}
