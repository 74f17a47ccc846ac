//go:build !(darwin || dragonfly || freebsd || linux || netbsd || openbsd)

package judge

// lock does nothing: on these systems the folder of a judge that was killed stays.
func lock(string) (release func(), err error) { return func() {}, nil }

func unlocked(string) bool { return false }
