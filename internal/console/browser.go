package console

import (
	"os"
	"os/exec"
	"runtime"
)

// OpenInBrowser shows a file or an address where there is a screen to show it
// on, and reports whether it could.
func OpenInBrowser(what string) bool {
	var cmd *exec.Cmd
	switch {
	case runtime.GOOS == "darwin":
		cmd = exec.Command("open", what)
	case runtime.GOOS == "windows":
		cmd = exec.Command("rundll32", "url.dll,FileProtocolHandler", what)
	case os.Getenv("DISPLAY") != "" || os.Getenv("WAYLAND_DISPLAY") != "":
		cmd = exec.Command("xdg-open", what)
	default:
		return false
	}
	if cmd.Start() != nil {
		return false
	}
	go func() { _ = cmd.Wait() }() // it has said what it has to say on the screen
	return true
}
