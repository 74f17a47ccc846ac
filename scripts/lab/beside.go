package main

import (
	"bufio"
	"os"
	"os/exec"
	"strings"

	"racelab/internal/console"
	"racelab/internal/course"
	"racelab/internal/group"
)

// playBeside serves a game of a lab until the context ends. It is a process of its
// own: whoever watches has a command without a web server, and go tool lab
// builds the other when it is wanted.
func (a *app) playBeside(l course.Lab) error {
	cmd := exec.CommandContext(a.ctx, "go", "tool", "lab", "play", l.Name)
	cmd.Dir = a.root
	cmd.Stderr = a.err
	kill := group.Own(cmd)
	defer kill()
	in, err := cmd.StdinPipe() // its end tells the game that nobody plays any more
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	for lines := bufio.NewScanner(out); lines.Scan(); {
		a.printf("%s\n", lines.Text())
		if url, ok := strings.CutPrefix(lines.Text(), "play: "); ok && console.IsTerminal(os.Stdout) {
			console.OpenInBrowser(url)
		}
	}
	if err := cmd.Wait(); err != nil && a.ctx.Err() == nil {
		return errFails // it has said why
	}
	return a.ctx.Err()
}
