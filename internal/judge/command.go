package judge

import (
	"context"
	"os/exec"

	"racelab/internal/group"
)

// Command is the binary with arguments of the caller's own, to be run in the
// lab's folder as Run does it, but for its limits: env adds to the environment,
// and the end of ctx kills the command's whole process group, as kill does.
// kill may be called once the command was started, and again.
func (b *Binary) Command(ctx context.Context, env []string, args ...string) (cmd *exec.Cmd, kill func()) {
	cmd = exec.CommandContext(ctx, b.exe, args...)
	cmd.Dir = b.cwd
	cmd.Env = append(environment(), env...)
	cmd.WaitDelay = lateOutput
	kill = group.Own(cmd)
	group.EndWithParent(cmd)
	return cmd, kill
}
