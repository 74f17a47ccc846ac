// Rejected: both pipes are read while the child works, but Wait does not wait for the readers: it closes what they still read from.
// Belief: told-means-gone

// Package elsewhere has work done in another process and brings back what that
// process wrote.
package elsewhere

import (
	"errors"
	"io"
	"os/exec"
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
	cakes, err := cmd.StdoutPipe()
	if err != nil {
		return Reply{}, err
	}
	remarks, err := cmd.StderrPipe()
	if err != nil {
		return Reply{}, err
	}
	if err := cmd.Start(); err != nil {
		return Reply{}, err
	}
	var slips []byte
	read := make(chan error, 2)
	go func() {
		var err error
		slips, err = io.ReadAll(remarks)
		read <- err
	}()
	var all []byte
	go func() {
		var err error
		all, err = io.ReadAll(cakes)
		read <- err
	}()
	ended := cmd.Wait()
	err = errors.Join(ended, <-read, <-read)
	return Reply{Cakes: string(all), Remarks: string(slips)}, err
}
