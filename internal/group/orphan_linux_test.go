package group_test

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racelab/internal/group"
)

// roleVar makes the test binary play one of the processes of the test below.
const roleVar = "RACELAB_GROUP_ROLE"

func TestMain(m *testing.M) {
	switch os.Getenv(roleVar) {
	case "parent":
		cmd := command("spinner")
		cmd.Stdout = os.Stdout
		group.Own(cmd)
		group.EndWithParent(cmd)
		if err := cmd.Run(); err != nil {
			fmt.Fprintln(os.Stderr, err)
		}
	case "alone":
		fmt.Println("waiting")
		group.WhenAlone(func() { os.Exit(0) })
	case "spinner":
		fmt.Println("spinning")
		for {
		}
	default:
		os.Exit(m.Run())
	}
}

func command(role string) *exec.Cmd {
	cmd := exec.CommandContext(context.Background(), os.Args[0])
	cmd.Env = append(os.Environ(), roleVar+"="+role)
	return cmd
}

// The spinner holds the write end of a pipe: the end of file is its end.
func TestSpinnerEndsWithItsKilledParent(t *testing.T) {
	r, w, err := os.Pipe()
	require.NoError(t, err)
	defer r.Close()
	parent := command("parent")
	parent.Stdout = w
	require.NoError(t, parent.Start())
	w.Close()
	said := bufio.NewScanner(r)
	require.True(t, said.Scan(), "the spinner started")
	assert.Equal(t, "spinning", said.Text())

	require.NoError(t, parent.Process.Kill())
	_ = parent.Wait() // it reports the kill
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		assert.False(t, said.Scan(), "the spinner says nothing more")
	}()
	select {
	case <-ended:
	case <-time.After(10 * time.Second):
		t.Error("the spinner outlives its parent")
	}
}

func TestWhoeverServesEndsWithThePipeThatItReads(t *testing.T) {
	served := command("alone")
	in, err := served.StdinPipe()
	require.NoError(t, err)
	out, err := served.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, served.Start())
	t.Cleanup(func() { _ = served.Process.Kill() })
	require.True(t, bufio.NewScanner(out).Scan(), "it began")
	require.NoError(t, in.Close())
	ended := make(chan error, 1)
	go func() { ended <- served.Wait() }()
	select {
	case err := <-ended:
		assert.NoError(t, err)
	case <-time.After(10 * time.Second):
		t.Error("it goes on")
	}
}
