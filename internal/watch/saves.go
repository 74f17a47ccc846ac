package watch

import (
	"hash/maphash"
	"os"
	"time"
)

// How long a file must stay the same, in looks.
const (
	settled = 2
	gone    = 8
	// From then on, time and size are enough: no clock of a file system ticks
	// slower than every two seconds (FAT).
	quiet = 60
)

// interval is the time between two looks: a save is known after 50 to 100 ms.
const interval = 50 * time.Millisecond

var seed = maphash.MakeSeed()

// A stamp tells one version of a file from another.
type stamp struct {
	here bool
	size int64
	time time.Time
	sum  uint64
}

// A file is one that may be saved. It is looked at again and again: notifications
// of the operating system do not arrive in many containers, in WSL, and on network
// drives; looking always works.
//
// It is looked at by content as well as by time, since two saves in the same tick
// of the file system's clock may differ in nothing else. Editors empty a file
// before they write it, or put another one in its place: a change counts when the
// file has stayed the same from one look to the next, and a disappearance when it
// has lasted for several. A change that sets the old time again, long after it, is
// missed.
type file struct {
	path string

	told  stamp // the version that the caller knows of
	last  stamp // that of the last look
	looks int   // how often last was seen in a row
}

// newFile begins with the file as it is now; it need not exist.
func newFile(path string) *file {
	f := &file{path: path}
	f.told = f.stamp()
	f.last = f.told
	return f
}

// look reports whether the file was saved, or has gone, since the last time
// that look said so. It is meant to be called every interval.
func (f *file) look() bool {
	now := f.stamp()
	if now != f.last {
		f.last, f.looks = now, 0
	}
	f.looks++
	enough := settled
	if !now.here {
		enough = gone
	}
	if now == f.told || f.looks < enough {
		return false
	}
	f.told = now
	return true
}

func (f *file) stamp() stamp {
	info, err := os.Stat(f.path)
	if err != nil {
		return stamp{}
	}
	s := stamp{here: true, size: info.Size(), time: info.ModTime()}
	if s.sum = f.last.sum; s == f.last && f.looks > quiet || !info.Mode().IsRegular() {
		return s
	}
	text, err := os.ReadFile(f.path)
	if err != nil {
		return stamp{}
	}
	s.sum = maphash.Bytes(seed, text)
	return s
}
