//go:build !noserver

package main

import (
	"context"

	"racelab/internal/event"
	"racelab/internal/group"
	"racelab/internal/play"
)

// servePage serves until Ctrl-C, or until whoever started this is gone.
func (a *app) servePage(cfg play.Config, game *play.Game, show bool) error {
	ctx, stop := context.WithCancel(a.ctx)
	defer stop()
	go group.WhenAlone(stop)
	return a.quietly(play.Serve(ctx, cfg, game, func(url string) {
		a.events.Emit(event.Event{Event: "play", URL: url, Message: "To win: " + game.Goal.Win})
		a.printf("play: %s\n", bold(url))
		a.printf("To win: %s. Ctrl-C ends the game.\n", game.Goal.Win)
		if show && !a.events.On() {
			a.openInBrowser(url)
		}
	}))
}
