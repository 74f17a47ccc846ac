package judge

import (
	"os"
	"path/filepath"
	"time"
)

// workFolders is how a judge's own folder is called.
const workFolders = "racelab-judge-*"

// lockFile is in each such folder, locked for as long as its judge lives.
const lockFile = "lock"

// newWork makes a folder that the next judge removes if this one is killed
// before it can.
func newWork() (dir string, release func(), err error) {
	removeLeftovers(os.TempDir())
	if dir, err = os.MkdirTemp("", workFolders); err != nil {
		return "", nil, err
	}
	release, err = lock(filepath.Join(dir, lockFile))
	return dir, release, err
}

// removeLeftovers removes the folders of judges that were killed.
func removeLeftovers(temp string) {
	folders, _ := filepath.Glob(filepath.Join(temp, workFolders)) // the pattern is good
	for _, dir := range folders {
		// A judge that is just beginning may not have locked its own yet.
		info, err := os.Stat(dir)
		if err == nil && time.Since(info.ModTime()) > time.Second && unlocked(filepath.Join(dir, lockFile)) {
			_ = os.RemoveAll(dir)
		}
	}
}
