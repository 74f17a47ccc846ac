// Rejected: nobody reads remarks anyway, so they are not kept: the child never waits for them, and they are lost.
// Belief: nobody-relies-on-it

// Package elsewhere has work done in another process and brings back what that
// process wrote.
package elsewhere

import "os/exec"

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
	cakes, err := cmd.Output()
	return Reply{Cakes: string(cakes)}, err
}
