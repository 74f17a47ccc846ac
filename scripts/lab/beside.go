package main

import (
	"encoding/json"
	"os"
	"os/exec"

	"racelab/internal/command"
	"racelab/internal/console"
	"racelab/internal/course"
	"racelab/internal/event"
	"racelab/internal/group"
)

// playBeside serves a game of a lab until the context ends. It is a process of its
// own: whoever watches has a command without a web server, and go tool lab
// builds the other when it is wanted.
func (a *app) playBeside(l course.Lab) error {
	cmd := exec.CommandContext(a.ctx, "go", "tool", "lab", "play", l.Name, "-json")
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
	for events := json.NewDecoder(out); ; {
		var e event.Event
		if events.Decode(&e) != nil {
			break
		}
		a.sayBeside(e)
	}
	if err := cmd.Wait(); err != nil && a.ctx.Err() == nil {
		return command.ErrFails // it has said why
	}
	return a.ctx.Err()
}

// sayBeside passes on what the other process has said.
func (a *app) sayBeside(e event.Event) {
	switch e.Event {
	case "play":
		a.printf("play: %s\n%s. Another key ends the game.\n", bold(e.URL), e.Message)
		if console.IsTerminal(os.Stdout) {
			console.OpenInBrowser(e.URL)
		}
	case "build":
		a.printf("%s  %s does not build\n%s\n", bad("FAIL"), e.Package, e.Output)
	case "error":
		a.printf("lab: %s\n", e.Message)
	}
}
