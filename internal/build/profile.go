package build

import (
	"path/filepath"
	"strings"
)

// The explorer's packages are compiled for what they do most: PGO, but for them alone, since a
// profile of a whole program would have the standard library compiled anew as well.
// scripts/profile makes the profile.
const hotFile = "sim/hot.pgo"

// profiled returns the flags with which the go command compiles the simulator for what it does
// most. The file has one name for good: who changes it gets programs that are right, and the
// old ones as long as the go command keeps them.
func (s simulator) profiled() []string {
	file := filepath.Join(s.home, "internal", filepath.FromSlash(hotFile))
	quote := ""
	switch {
	case !exists(file) || strings.ContainsAny(file, `'"`):
		return nil
	case strings.ContainsAny(file, " \t"):
		quote = "'"
	}
	return []string{"-gcflags=" + s.prefix + "/...=" + quote + "-pgoprofile=" + file + quote}
}
