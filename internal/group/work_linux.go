package group

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"time"
)

// perSecond is in how many parts of a second Linux tells times of processes (USER_HZ in proc(5)).
const perSecond = 100

// WorkOf returns what the process has used of processors, and whether it would use
// more if it were given one: also while it is stopped. known is false where the
// system does not tell.
func WorkOf(pid int) (used time.Duration, works, known bool) {
	threads, _ := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/stat", pid)) // the pattern is a good one
	for _, thread := range threads {
		text, err := os.ReadFile(thread)
		if err != nil {
			continue // it has ended meanwhile
		}
		_, text, _ = bytes.Cut(text, []byte(") ")) // the name of the program
		fields := bytes.Fields(text)
		if len(fields) < 13 {
			return 0, false, false
		}
		works = works || bytes.ContainsAny(fields[0], "RDTt")
		for _, field := range fields[11:13] { // as a program, and inside the system
			ticks, _ := strconv.Atoi(string(field))
			used += time.Duration(ticks) * time.Second / perSecond
		}
	}
	return used, works, len(threads) > 0
}
