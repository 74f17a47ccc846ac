// Rejected: both are read in time, but the ends for writing stay open on this side too, so nobody ever sees the end of the cakes.
// Belief: every-way-out-is-covered

// Package elsewhere has work done in another process and brings back what that
// process wrote.
package elsewhere

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"sync"
)

// Reply is what came back from the other process.
type Reply struct {
	Cakes   string // everything that it wrote to its standard output
	Remarks string // everything that it wrote to its standard error
}

// Ask starts cmd, whose standard output and error nobody has set, and waits
// until it has ended. It returns all that cmd wrote, and an error if cmd could
// not be started or ended badly: then what it wrote before is returned as well.
// When Ask returns, nothing of it is left behind.
func Ask(cmd *exec.Cmd) (Reply, error) {
	cakes, cakesIn, err := os.Pipe()
	if err != nil {
		return Reply{}, fmt.Errorf("no basket for the cakes: %w", err)
	}
	defer cakes.Close()
	defer cakesIn.Close()
	remarks, remarksIn, err := os.Pipe()
	if err != nil {

		return Reply{}, fmt.Errorf("no basket for the remarks: %w", err)
	}
	defer remarks.Close()
	defer remarksIn.Close()

	cmd.Stdout, cmd.Stderr = cakesIn, remarksIn
	err = cmd.Start()

	if err != nil {
		return Reply{}, fmt.Errorf("nobody is at home: %w", err)
	}

	// Both baskets are emptied while the child works, and Wait comes last: who
	// waits for the child reads nothing.
	var allCakes, allRemarks []byte
	var errCakes, errRemarks error
	var reading sync.WaitGroup
	reading.Go(func() { allCakes, errCakes = io.ReadAll(cakes) })
	reading.Go(func() { allRemarks, errRemarks = io.ReadAll(remarks) })
	reading.Wait()
	ended := cmd.Wait()
	return Reply{
		Cakes:   string(allCakes),
		Remarks: string(allRemarks),
	}, errors.Join(ended, errCakes, errRemarks)
}
