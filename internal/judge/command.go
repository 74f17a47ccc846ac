package judge

import (
	"bytes"
	"context"
	"os/exec"
	"strconv"

	"racelab/internal/brief"
	"racelab/internal/group"
)

// Native is the binary with arguments of the caller's own, to be run in the
// lab's folder as Run does it, but for its limits and without the explorer. The
// end of ctx kills the command's whole process group, as kill does. kill may be
// called once the command was started, and again.
func (b *Binary) Native(ctx context.Context, args ...string) (cmd *exec.Cmd, kill func()) {
	return b.command(ctx, hearing{}, args)
}

func (b *Binary) command(ctx context.Context, h hearing, args []string) (cmd *exec.Cmd, kill func()) {
	cmd = exec.CommandContext(ctx, b.exe, args...)
	cmd.Dir = b.cwd
	said := h.brief(b)
	cmd.Stdin = bytes.NewReader(said)
	cmd.Env = append(environment(), brief.Var+"="+strconv.Itoa(len(said)))
	cmd.WaitDelay = lateOutput
	kill = group.Own(cmd)
	group.EndWithParent(cmd)
	return cmd, kill
}
