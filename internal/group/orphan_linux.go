package group

import (
	"os/exec"
	"syscall"
)

// EndWithParent, called after Own, has the system kill the command when this
// process ends without a chance to do it, by SIGKILL say. Linux does so at the
// end of the thread that started the command (prctl(2), PR_SET_PDEATHSIG): a
// program whose goroutines end while locked to their threads must not use it.
func EndWithParent(cmd *exec.Cmd) { cmd.SysProcAttr.Pdeathsig = syscall.SIGKILL }
