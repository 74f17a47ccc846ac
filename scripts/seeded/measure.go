package main

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"racelab/internal/mutant"
	"racelab/internal/survey"
	"racelab/internal/trace"
)

// measure plants faults and counts who finds them.
type measure struct {
	request trace.Request

	only, skip *regexp.Regexp // of the names of faults; nil for all, and none

	temp  string
	fails map[string]map[string]bool // tests that fail in a package as it is
	count [4]int                     // found by explore, by explore -pairs, by -race, by -race a hundred times
	made  int
}

// A place is a fault in a file of a copied package.
type place struct {
	mutant.Mutant
	pkg, dir, file string
}

// name is what the table calls a fault.
func (p place) name() string {
	return fmt.Sprintf("%s %s %s", p.pkg, filepath.Base(p.file), strings.Join(strings.Fields(p.String()), " "))
}

func (m *measure) all(ctx context.Context, seed uint64, n int) (err error) {
	if m.temp, err = os.MkdirTemp("", "racelab-seeded-*"); err != nil {
		return err
	}
	defer os.RemoveAll(m.temp)
	if err := m.buildLab(ctx); err != nil {
		return err
	}
	m.fails = map[string]map[string]bool{}
	places, err := m.places(ctx)
	if err != nil {
		return err
	}
	fmt.Printf("%d places in %d packages\n\n| fault | explore | if not, explore -pairs | -race | -race -count=100 | if no own test finds it |\n|---|---|---|---|---|---|\n", len(places), len(lines()))
	rand.New(rand.NewPCG(seed, 0)).Shuffle(len(places), func(i, j int) { places[i], places[j] = places[j], places[i] })
	for _, p := range places {
		if m.made == n || ctx.Err() != nil {
			break
		}
		if m.only != nil && !m.only.MatchString(p.name()) || m.skip != nil && m.skip.MatchString(p.name()) {
			continue
		}
		if err := m.try(ctx, p); err != nil {
			return err
		}
	}
	fmt.Printf("| all %d | %d | %d | %d | %d | |\n", m.made, m.count[0], m.count[1], m.count[2], m.count[3])
	return ctx.Err()
}

// places lists all faults in copies of the packages.
func (m *measure) places(ctx context.Context) (all []place, err error) {
	for i, l := range lines() {
		out, err := exec.CommandContext(ctx, "go", "mod", "download", "-json", l[0]).Output()
		var answer struct{ Dir, Error string }
		if wrong := json.Unmarshal(out, &answer); wrong != nil || answer.Error != "" {
			return nil, errors.Join(err, wrong, errors.New(answer.Error))
		}
		root := filepath.Join(m.temp, fmt.Sprint(i))
		if err := os.CopyFS(root, os.DirFS(answer.Dir)); err != nil {
			return nil, err
		}
		dir := filepath.Join(root, filepath.FromSlash(l[1]))
		files, err := filepath.Glob(filepath.Join(dir, "*.go"))
		if err != nil {
			return nil, err
		}
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				return nil, err
			}
			if strings.HasSuffix(file, "_test.go") {
				continue
			}
			made, err := mutant.Seeds(text)
			if err != nil {
				return nil, err
			}
			for _, s := range made {
				all = append(all, place{s, l[0] + " " + l[1], dir, file})
			}
		}
	}
	return all, nil
}

// try plants a fault, unless it does not compile, and takes it out again.
func (m *measure) try(ctx context.Context, p place) error {
	if m.fails[p.pkg] == nil {
		fails, err := m.explored(ctx, p)
		if err != nil {
			return err
		}
		m.fails[p.pkg] = fails
		if err := m.acceptPairs(ctx, p); err != nil {
			return err
		}
	}
	before, err := os.ReadFile(p.file)
	if err != nil {
		return err
	}
	if err := os.WriteFile(p.file, p.Source, 0o644); err != nil {
		return err
	}
	defer os.WriteFile(p.file, before, 0o644)
	if !builds(ctx, p.dir) {
		return nil
	}
	m.made++
	fails, err := m.explored(ctx, p)
	if err != nil {
		return err
	}
	found := [4]bool{}
	for test := range fails {
		found[0] = found[0] || !m.fails[p.pkg][test]
	}
	if !found[0] {
		if found[1], err = m.pairs(ctx, p); err != nil {
			return err
		}
	}
	found[2] = raced(ctx, p.dir, "-count=1", "-timeout=60s")
	found[3] = found[2] || raced(ctx, p.dir, "-count=100", "-timeout=120s")
	fmt.Println(m.row(p, found))
	return ctx.Err()
}

// row is the line of a fault in the table, and counts who has found it.
func (m *measure) row(p place, found [4]bool) string {
	row := "| " + p.name() + " |"
	for i, yes := range found {
		row += map[bool]string{true: " found |", false: " – |"}[yes]
		if yes {
			m.count[i]++
		}
	}
	if found[0] || found[2] || found[3] {
		return row + " |"
	}
	return row + " " + cmp.Or(judged()[p.name()], "not judged") + " |"
}

// builds reports whether the tests of a folder compile.
func builds(ctx context.Context, dir string) bool {
	_, err := goTest(ctx, dir, "-run=^$")
	return err == nil
}

// raced reports whether go test -race fails. That a hundred runs take too long says
// nothing, but if the first of them does, one run has failed before.
func raced(ctx context.Context, dir string, args ...string) bool {
	said, err := goTest(ctx, dir, append(args, "-race")...)
	return err != nil && (slices.Contains(args, "-count=1") || !bytes.Contains(said, []byte("test timed out after")))
}

func goTest(ctx context.Context, dir string, args ...string) (said []byte, err error) {
	cmd := exec.CommandContext(ctx, "go", append(append([]string{"test"}, args...), ".")...)
	cmd.Dir = dir
	cmd.WaitDelay = 5 * time.Second
	return cmd.CombinedOutput()
}

// explored returns the tests of a package that fail.
func (m *measure) explored(ctx context.Context, p place) (map[string]bool, error) {
	s := survey.Survey{Request: func(survey.Package) trace.Request { return m.request }, Fresh: true, Watch: survey.Quiet{}}
	found, err := s.All(ctx, []survey.Package{{Name: p.pkg, Dir: p.dir, Tests: true}})
	if err != nil {
		return nil, err
	}
	if wrong := errors.Join(found[0].Err); wrong != nil || found[0].Source != nil {
		return nil, fmt.Errorf("%s cannot be explored: %v", p.pkg, wrong)
	}
	fails := map[string]bool{}
	for _, r := range found[0].Results {
		if r.Fails() {
			fails[r.Test] = true
		}
	}
	return fails, nil
}
