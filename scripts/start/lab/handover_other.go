//go:build !unix

package main

import (
	"errors"
	"os"
	"os/exec"
	"os/signal"
)

// handOver runs the command and ends as it does. An interrupt reaches both
// processes; the command knows what to do with it.
func handOver(exe string) {
	signal.Ignore(os.Interrupt)
	cmd := exec.Command(exe, os.Args[1:]...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	err := cmd.Run()
	var ended *exec.ExitError
	if err != nil && !errors.As(err, &ended) {
		fail("cannot start "+exe+": "+err.Error(), "set LocalAppData to a folder in which programs may run")
	}
	os.Exit(cmd.ProcessState.ExitCode())
}
