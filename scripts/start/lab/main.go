// Command lab is what `go tool lab` builds: a front that is small enough to speak
// within seconds on a fresh machine. It builds the command itself, scripts/lab,
// says how far that is, and hands over to it.
//
// The command is kept in the user's cache folder, under what it was made of, so
// that handing over costs a look at the dates of the checkout's files. Imports
// are few on purpose: each package that this one needs is compiled before a
// newcomer sees the first word. To build the whole command by hand, as for use
// outside of the course, say `go build -o FOLDER/lab ./scripts/lab`.
package main

import (
	"os"
	"path/filepath"
	"runtime"
	"time"
)

const (
	exitTool = 3         // the tool could not do its job
	server   = "-server" // marks a command that has a web server

	// freshVar tells the command that nothing seems to be compiled on this machine so
	// far, so that it asks first what takes the least compiling.
	freshVar = "RACELAB_FRESH"
	slow     = 8 * time.Second
)

func main() {
	root := findRoot()
	if root == "" {
		fail("this is not inside the course", "cd into the checkout (its go.mod says module racelab)")
	}
	kind, tags := kindFor(os.Args[1:])
	exe, ready := find(root, kind)
	if !ready {
		began := time.Now()
		build(root, exe, tags)
		if time.Since(began) > slow {
			os.Setenv(freshVar, "1")
		}
	}
	handOver(exe)
}

// findRoot walks up to the folder whose go.mod is the course's.
func findRoot() string {
	dir, err := os.Getwd()
	for err == nil {
		if text, err := os.ReadFile(filepath.Join(dir, "go.mod")); err == nil && isCourse(string(text)) {
			return dir
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			break
		}
		dir = parent
	}
	return ""
}

// kindFor says which command is needed. A web server takes as long to compile as
// all the rest, so that one is built when somebody plays, and not before.
func kindFor(args []string) (kind, tags string) {
	if len(args) > 0 && args[0] == "play" {
		return server, "-tags="
	}
	return "", "-tags=noserver"
}

// find returns where the command for the present sources is, or is to be, and
// whether it is there.
func find(root, kind string) (exe string, ready bool) {
	name := "lab"
	if runtime.GOOS == "windows" {
		name += ".exe"
	}
	exe = filepath.Join(cacheFolder(), mark(root), sources(root)+kind, name)
	_, err := os.Stat(exe)
	return exe, err == nil
}

func cacheFolder() string {
	dir, err := os.UserCacheDir()
	if err != nil {
		dir = os.TempDir()
	}
	return filepath.Join(dir, "racelab", "command")
}

// fail ends the process with a message as the command's own are.
func fail(what, hint string) {
	os.Stderr.WriteString("lab: " + what + "\nhint: " + hint + "\n")
	os.Exit(exitTool)
}
