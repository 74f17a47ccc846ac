//go:build !unix

package explore

import "os/exec"

// ownGroup makes a command's context kill the command. Systems without process
// groups keep the command's children.
func ownGroup(cmd *exec.Cmd) (kill func()) {
	cmd.Cancel = func() error { return cmd.Process.Kill() }
	return func() { _ = cmd.Process.Kill() }
}
