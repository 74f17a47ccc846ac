// Package brief takes what the process that started this one has to say to it,
// before any code runs that is judged or explored: that code can neither see
// nor change what was said.
//
// Go initialises packages in the order of their import paths, each as soon as
// all that it imports is ready. This one imports nothing but syscall, and its
// path comes before those of labs, so whatever in a lab could reach the
// environment or the standard input, and so imports syscall too, comes later.
package brief

import "syscall"

const (
	// Var names the environment variable that says how many bytes of standard
	// input, its first ones, are the brief. What a process was started with can
	// still be read from the system when the variable is gone, so the brief
	// itself is not in it.
	Var = "RACELAB_BRIEF"

	// NativeVar names an environment variable. If it is set, explore.Test only
	// runs its body once, as it is: so one can measure what other tools see in it.
	NativeVar = "RACELAB_NATIVE"
)

const longest = 1 << 20 // bytes of a brief

var (
	text   = read(number(take(Var)))
	native = take(NativeVar) != ""
)

// Text is the brief, or "" if there is none.
func Text() string { return text }

// Native reports whether NativeVar was set.
func Native() bool { return native }

// take returns a variable of the environment and removes it.
func take(name string) string {
	value, _ := syscall.Getenv(name)
	_ = syscall.Unsetenv(name) // fails for names that are none
	return value
}

// number is 0 unless digits is a number that a brief could have.
func number(digits string) (n int) {
	for _, d := range digits {
		if n = 10*n + int(d-'0'); d < '0' || d > '9' || n > longest {
			return 0
		}
	}
	return n
}

// read returns the next n bytes of standard input, or "" if there are fewer.
func read(n int) string {
	bytes := make([]byte, n)
	for at := 0; at < n; {
		got, err := syscall.Read(syscall.Stdin, bytes[at:])
		if err == syscall.EINTR {
			continue
		}
		if err != nil || got <= 0 {
			return ""
		}
		at += got
	}
	return string(bytes)
}
