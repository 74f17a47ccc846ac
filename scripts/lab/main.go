// Command lab is the learner's and the author's way into the course: it shows
// where you are, judges a fix, gives hints, compares with the solution, brings
// back the broken version, and checks the whole course.
//
// Results go to standard output, progress to standard error. The exit status
// is 0 when all is well, 1 when a lab fails or verify finds something, 2 for
// wrong usage and 3 when the tool itself could not do its job.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	signals := []os.Signal{os.Interrupt, syscall.SIGTERM}
	if !signal.Ignored(syscall.SIGHUP) { // nohup
		// The window is closed: a test that never ends must not outlive it.
		signals = append(signals, syscall.SIGHUP)
	}
	// A pipe that is closed, as by head, ends the command too, but not before
	// temporary files are removed.
	pipe, stopPipe := signal.NotifyContext(context.Background(), syscall.SIGPIPE)
	ctx, stop := signal.NotifyContext(pipe, signals...)
	a := &app{ctx: ctx, out: os.Stdout, err: os.Stderr, unread: func() bool { return pipe.Err() != nil }}
	code := a.main(os.Args[1:])
	stop()
	stopPipe()
	os.Exit(code)
}
