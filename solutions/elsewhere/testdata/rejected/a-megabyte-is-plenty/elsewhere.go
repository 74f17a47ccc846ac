// Rejected: a megabyte is more than any basket holds, and less than some orders.
// Belief: some-number-is-large-enough

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
	remarks, remarksIn, err := os.Pipe()
	if err != nil {
		cakesIn.Close()
		return Reply{}, fmt.Errorf("no basket for the remarks: %w", err)
	}
	defer remarks.Close()

	cmd.Stdout, cmd.Stderr = cakesIn, remarksIn
	err = cmd.Start()
	cakesIn.Close() // the child has its own ends now
	remarksIn.Close()
	if err != nil {
		return Reply{}, fmt.Errorf("nobody is at home: %w", err)
	}

	// Both baskets are emptied while the child works, and Wait comes last: who
	// waits for the child reads nothing.
	var allCakes, allRemarks []byte
	var errCakes, errRemarks error
	var reading sync.WaitGroup
	reading.Go(func() { allCakes, errCakes = io.ReadAll(io.LimitReader(cakes, 1<<20)) })
	reading.Go(func() { allRemarks, errRemarks = io.ReadAll(io.LimitReader(remarks, 1<<20)) })
	reading.Wait()
	ended := cmd.Wait()
	return Reply{
		Cakes:   string(allCakes),
		Remarks: string(allRemarks),
	}, errors.Join(ended, errCakes, errRemarks)
}
