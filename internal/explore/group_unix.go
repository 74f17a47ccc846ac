//go:build unix

package explore

import (
	"os"
	"os/exec"
	"syscall"
)

// ownGroup gives a command a process group of its own and makes its context
// kill the whole group. The function it returns does so too.
func ownGroup(cmd *exec.Cmd) (kill func()) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	group := func() error {
		if syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) != nil {
			return os.ErrProcessDone // else Wait would report the failed kill
		}
		return nil
	}
	cmd.Cancel = group
	return func() { _ = group() } // nobody left to kill is the usual case
}
