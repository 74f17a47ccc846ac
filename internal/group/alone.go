package group

import (
	"io"
	"os"
	"time"
)

// WhenAlone calls stop when this process' parent is gone, or when the other end of
// a pipe that is its standard input is closed. A terminal or a file there says
// nothing.
func WhenAlone(stop func()) {
	if info, err := os.Stdin.Stat(); err == nil && info.Mode()&os.ModeNamedPipe != 0 {
		go func() {
			_, _ = io.Copy(io.Discard, os.Stdin) // any end will do
			stop()
		}()
	}
	for parent := os.Getppid(); os.Getppid() == parent; {
		time.Sleep(500 * time.Millisecond)
	}
	stop()
}
