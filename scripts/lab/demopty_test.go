//go:build linux || darwin

package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The whole of a demo, on the course's own lab.
func TestDemoFromTheStoryToTheFix(t *testing.T) {
	t.Parallel()
	root, err := findRoot(must(os.Getwd()))
	require.NoError(t, err)
	s := inTerminal(t, root, "lab", "demo", "cakebox", "-runs", "50")
	s.expect(`1 of 8 · the story`)
	s.expect(`In the packing room`)
	s.press("\r")
	s.expect(`2 of 8 · the code`)
	s.expect(`package cakebox`)
	s.expect(`Enter go on`)
	s.press(" ") // 24 lines are not enough for all of it
	s.expect(`func \(b \*Box\) Put`)
	s.expect(`Enter go on`)
	s.press("b")
	s.expect(`package cakebox`)
	for range 3 {
		s.expect(`Enter go on`)
		s.press("\r")
	}
	s.expect(`Can both cakes meet`)
	s.press("\r")
	s.expect(`4 of 8 · in real life`)
	s.expect(`of 50 runs went wrong|in 50 runs`)
	s.press("\r")
	s.expect(`WARNING: DATA RACE`)
	s.expect(`Enter go on`)
	s.press("\r")
	assert.NotContains(t, s.expect(`Enter next step`), "✗")
	for range 20 { // more than there are rows: the rest goes on
		s.press("\r")
	}
	s.expect(`here`)
	s.expect(`7 of 8 · the fix`)
	s.press("\r\r\r\r")
	s.expect(`8 of 8 · every schedule`)
	s.expect(`passed: all \d+ schedules`)
	s.press("q")
	s.ends(exitOK)
}

func TestDemoEndsAnywhere(t *testing.T) {
	t.Parallel()
	t.Run("q while it is being prepared", func(t *testing.T) {
		s := inTerminal(t, newCourse(t), "lab", "demo", "cakebox")
		s.expect(`Enter go on`)
		s.press("q")
		s.ends(exitOK)
	})
	t.Run("Ctrl-C among the native runs", func(t *testing.T) {
		root := newCourse(t)
		save(t, filepath.Join(root, pristineFile("cakebox")), forEver)
		s := inTerminal(t, root, "lab", "demo", "cakebox", "-auto", "10ms")
		s.expect(`not done in 1s|Enter that will do`)
		s.press("\x03")
		s.ends(exitOK)
	})
	t.Run("Ctrl-C while it measures", func(t *testing.T) {
		s := inTerminal(t, newCourse(t), "lab", "demo", "speed")
		s.expect(`processors? at a time`)
		s.press("\r")
		s.expect(`plain loop +#+`)
		s.press("\x03")
		s.ends(exitOK)
	})
}

func TestDemoSpeedShowsFiguresOfThisMachine(t *testing.T) {
	t.Parallel()
	s := inTerminal(t, newCourse(t), "lab", "demo", "speed", "-auto", "0s")
	s.expect(`knocking on doors`)
	s.expect(`16 workers +#+`)
	s.expect(`The best was|No number of workers`)
	s.press("q")
	s.ends(exitOK)
}
