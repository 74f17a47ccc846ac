package page

import (
	"fmt"
	"io"
	"io/fs"
)

// A Goal is what the first screen of the game says.
type Goal struct {
	Win      string `json:"win"`      // what the player is to bring about
	Known    string `json:"known"`    // what is known of whether that can be done
	Hopeless bool   `json:"hopeless"` // it cannot
	Next     string `json:"next"`     // what to do after a win; "" if nothing is known
}

// Game writes the page of the game, which begins after the steps of start. Its script asks the server that it came
// from for one position after another.
func Game(w io.Writer, v *View, g Goal, start []string) error {
	err := templates.ExecuteTemplate(w, "play.html", map[string]any{
		"Title": v.Title, "Test": v.Test, "Tasks": v.Tasks, "Files": v.Files, "Goal": g,
		"Data": map[string]any{"tasks": v.Tasks, "start": append([]string{}, start...), "next": g.Next},
	})
	if err != nil {
		return fmt.Errorf("write page: %w", err)
	}
	return nil
}

// Trouble writes a page that says why there is no game.
func Trouble(w io.Writer, title, what string) error {
	return templates.ExecuteTemplate(w, "trouble.html", map[string]any{"Title": title, "What": what})
}

// Assets are the files that the page of the game asks for, by name.
func Assets() fs.FS {
	below, err := fs.Sub(assets, "assets")
	if err != nil {
		panic(err) // it is part of this program
	}
	return below
}
