package main

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
)

// pairSchedules are tried of each pair of calls, so that all machines try the same.
const pairSchedules = "200"

func (m *measure) lab() string { return filepath.Join(m.temp, "lab.exe") }

func (m *measure) buildLab(ctx context.Context) error {
	said, err := exec.CommandContext(ctx, "go", "build", "-o", m.lab(), "racelab/scripts/lab").CombinedOutput()
	if err != nil {
		return fmt.Errorf("%w: %s", err, said)
	}
	return nil
}

// acceptPairs notes what explore -pairs objects to in a package that is right.
func (m *measure) acceptPairs(ctx context.Context, p place) error {
	_, err := m.explorePairs(ctx, p, "-accept")
	return err
}

// pairs reports whether explore -pairs finds what it did not before.
func (m *measure) pairs(ctx context.Context, p place) (found bool, err error) {
	return m.explorePairs(ctx, p)
}

func (m *measure) explorePairs(ctx context.Context, p place, more ...string) (fails bool, err error) {
	args := []string{"explore", "-pairs", "-budget", pairSchedules, "-baseline", filepath.Base(p.dir) + ".json"}
	cmd := exec.CommandContext(ctx, m.lab(), append(append(args, more...), p.dir)...)
	cmd.Dir = m.temp
	said, err := cmd.CombinedOutput()
	var exit *exec.ExitError
	switch {
	case err == nil:
		return false, nil
	case errors.As(err, &exit) && exit.ExitCode() == 1:
		return true, nil
	}
	return false, fmt.Errorf("explore -pairs %s: %w: %s", p.pkg, err, said)
}
