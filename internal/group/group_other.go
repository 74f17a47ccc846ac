//go:build !unix

package group

import "os/exec"

// Own makes a command's context kill the command. Systems without process
// groups keep the command's children.
func Own(cmd *exec.Cmd) (kill func()) {
	cmd.Cancel = func() error { return cmd.Process.Kill() }
	return func() { _ = cmd.Process.Kill() }
}
