//go:build unix

package group

import (
	"os"
	"os/exec"
	"syscall"
)

// Own gives a command a process group of its own and makes its context kill
// the whole group. The function it returns does so too; it may be called once
// the command was started, and again.
func Own(cmd *exec.Cmd) (kill func()) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	group := func() error {
		if syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) != nil {
			return os.ErrProcessDone // else Wait would report the failed kill
		}
		return nil
	}
	cmd.Cancel = group
	return func() { _ = group() } // that there is no process left is the usual case
}
