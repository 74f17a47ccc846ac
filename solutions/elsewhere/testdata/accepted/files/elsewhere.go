// Accepted: two files in place of the pipes: a file is never full, so nobody waits for anybody.

// Package elsewhere has work done in another process and brings back what that
// process wrote.
package elsewhere

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
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
	dir, err := os.MkdirTemp("", "baskets")
	if err != nil {
		return Reply{}, err
	}
	defer os.RemoveAll(dir)
	cakes, err := os.Create(filepath.Join(dir, "cakes"))
	if err != nil {
		return Reply{}, err
	}
	defer cakes.Close()
	remarks, err := os.Create(filepath.Join(dir, "remarks"))
	if err != nil {
		return Reply{}, err
	}
	defer remarks.Close()

	cmd.Stdout, cmd.Stderr = cakes, remarks
	ended := cmd.Run()
	allCakes, errCakes := os.ReadFile(cakes.Name())
	allRemarks, errRemarks := os.ReadFile(remarks.Name())
	return Reply{
		Cakes:   string(allCakes),
		Remarks: string(allRemarks),
	}, errors.Join(ended, errCakes, errRemarks)
}
