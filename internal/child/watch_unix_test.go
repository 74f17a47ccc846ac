//go:build unix

package child

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racelab/internal/search"
	"racelab/internal/sim/kernel"
)

// watchedVar makes TestWatchedProcess a process that is watched, and says what it does.
const watchedVar = "RACELAB_WATCHED"

const (
	watchedPatience = 400 * time.Millisecond
	enough          = 200 * time.Millisecond // of a processor
	givenUp         = 4                      // its exit status
)

// TestWatchedProcess is what the process does that the tests below start.
func TestWatchedProcess(t *testing.T) {
	does := map[string]func(){
		"computes": func() { burn(enough) },
		"for ever": func() { burn(time.Hour) },
		"it waits": func() { _, _ = os.Stdin.Read(make([]byte, 1)) },
		"hoards":   func() { dough = bytes.Repeat([]byte{1}, 200<<20); burn(time.Hour) },
	}[os.Getenv(watchedVar)]
	if does == nil {
		return // the tests below ask for it
	}
	kernel.Abort = func(cause string) { fmt.Println(cause); os.Exit(givenUp) }
	settle()
	if os.Getenv(watchedVar) == "hoards" {
		mostMemory = 100 << 20
		go watchMemory(kernel.Abort)
	} else {
		kernel.Watch(watchedPatience)
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		kernel.Execute(does, search.NewReplay(nil), kernel.Limits{Steps: 100}, false)
	}()
	<-done
}

// burn computes until the process has used so much of a processor.
func burn(enough time.Duration) {
	for end := computed() + enough; computed() < end; {
	}
}

func computed() time.Duration {
	var all syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &all)
	return time.Duration(all.Utime.Nano() + all.Stime.Nano())
}

func watched(t *testing.T, does string) (cmd *exec.Cmd) {
	cmd = exec.Command(os.Args[0], "-test.run=^TestWatchedProcess$")
	cmd.Env = append(os.Environ(), watchedVar+"="+does)
	in, err := cmd.StdinPipe()
	require.NoError(t, err)
	t.Cleanup(func() { in.Close() })
	require.NoError(t, cmd.Start())
	return cmd
}

// TestATimeWithoutAProcessorDoesNotCount stops the process again and again, so that what
// takes it a fifth of a second takes two.
func TestATimeWithoutAProcessorDoesNotCount(t *testing.T) {
	cmd := watched(t, "computes")
	done, began := make(chan error), time.Now()
	go func() { done <- cmd.Wait() }()
	for {
		for signal, after := range map[syscall.Signal]time.Duration{syscall.SIGSTOP: 100 * time.Millisecond, syscall.SIGCONT: 10 * time.Millisecond} {
			_ = cmd.Process.Signal(signal) // it may have ended
			select {
			case err := <-done:
				assert.NoError(t, err)
				assert.Greater(t, time.Since(began), 2*watchedPatience)
				return
			case <-time.After(after):
			}
		}
	}
}

func TestWhatComputesOrWaitsForLongIsGivenUp(t *testing.T) {
	for _, does := range []string{"for ever", "it waits", "hoards"} {
		var exit *exec.ExitError
		require.ErrorAs(t, watched(t, does).Wait(), &exit, does)
		assert.Equal(t, givenUp, exit.ExitCode(), does)
	}
}
