//go:build noserver

package main

import (
	"errors"

	"racelab/internal/play"
)

// servePage is for a command that was built with a web server: go tool lab
// builds one as soon as somebody plays, and not before, since a server takes as
// long to compile as all the rest.
func (a *app) servePage(_ play.Config, game *play.Game, _ bool) error {
	game.Close()
	return errors.New("this command was built without a web server; say: go tool lab play, or add -tty")
}
