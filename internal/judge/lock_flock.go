//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package judge

import (
	"os"
	"syscall"
)

// lock makes a file and holds a lock on it, which the system takes away with the
// process however that ends.
func lock(path string) (release func(), err error) {
	f, err := os.Create(path)
	if err != nil {
		return nil, err
	}
	return func() { f.Close() }, syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
}

// unlocked reports whether there is such a file that nobody holds.
func unlocked(path string) bool {
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	return syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB) == nil
}
