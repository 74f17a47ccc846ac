package main

import (
	"context"
	"encoding/json"
	"path/filepath"
	"slices"

	"racelab/internal/command"
	"racelab/internal/event"
	"racelab/internal/program"
	"racelab/internal/shard"
	"racelab/internal/survey"
)

// parsePart says what cannot be had in parts.
func (e *exploration) parsePart() error {
	if err := e.part.parse(); err != nil || !e.part.on() {
		return err
	}
	switch {
	case e.exports != exports{}:
		return command.Usagef("-junit, -sarif, -html, -baseline and -accept belong to the whole report; give them to merge")
	case e.pairs.on || e.pairs.linearizable:
		return command.Usagef("a shard is some of the packages, and -pairs and -linearizable take one; leave -shard out")
	case e.survey.Total > 0:
		return command.Usagef("-total is shared out over all packages, which a shard does not see; give each test a -budget")
	case e.request.Replay != "":
		return command.Usagef("-replay runs one schedule; leave -shard out")
	}
	return nil
}

// exploreWork is what the report of explore wants beside what was found.
type exploreWork struct {
	Packages []string // their names, also of those without tests
	Exhaust  bool
}

// exploreShard explores a part of the packages.
func (a *app) exploreShard(e *exploration) error {
	work := exploreWork{Exhaust: e.exhaust}
	var keys []string
	byKey := map[string]survey.Package{}
	read := []string{e.survey.Build.Home}
	for _, p := range e.packages {
		work.Packages = append(work.Packages, p.Name)
		if root := shard.Module(p.Dir); !slices.Contains(read, root) {
			read = append(read, root)
		}
		if key := a.keyOf(p); p.Tests {
			keys, byKey[key] = append(keys, key), p
		}
	}
	sources, err := shard.Sources(read...)
	if err != nil {
		return err
	}
	plan, err := shard.NewPlan("explore", e.part.options("p", "json", "o", "shard", "fresh", "junit", "sarif", "html", "baseline", "accept"), sources, keys, work)
	if err != nil {
		return err
	}
	e.survey.Watch = a.watcher(e)
	return a.doShard(e.part, plan, func(ctx context.Context, left []string, keep func(string, string, any)) error {
		defer a.clearLine()
		for _, key := range left {
			a.events.Emit(event.Event{Event: "start", Package: byKey[key].Name})
			found, err := e.survey.All(ctx, []survey.Package{byKey[key]})
			if err != nil {
				return err
			}
			keep(key, found[0].Verdict(), found[0])
		}
		return nil
	})
}

// keyOf is a package's folder as seen from here, for checkouts may be anywhere.
func (a *app) keyOf(p survey.Package) string {
	rel, err := filepath.Rel(a.cwd, p.Dir)
	if err != nil {
		return p.Dir
	}
	return filepath.ToSlash(rel)
}

// mergeExplore makes the report of explore; the error is its verdict.
func (a *app) mergeExplore(m *shard.Merged, to exports) error {
	var work exploreWork
	if err := json.Unmarshal(m.Plan.Data, &work); err != nil {
		return err
	}
	e := &exploration{exhaust: work.Exhaust, exports: to}
	for _, name := range work.Packages {
		e.packages = append(e.packages, survey.Package{Name: name})
		a.events.Emit(event.Event{Event: "start", Package: name})
	}
	if err := e.exports.prepare(&e.survey); err != nil {
		return err
	}
	watch := a.watcher(e)
	var found []*survey.Found
	for i, text := range m.Results {
		f := &survey.Found{}
		if err := json.Unmarshal(text, f); err != nil {
			return err
		}
		f.Dir = filepath.FromSlash(m.Plan.Keys[i])
		if !filepath.IsAbs(f.Dir) {
			f.Dir = filepath.Join(a.cwd, f.Dir)
		}
		f.Recognize(&e.survey)
		f.Show(watch)
		found = append(found, f)
	}
	if err := a.buildForPages(to, m.Plan.Options["tags"], found); err != nil {
		return err
	}
	return a.concludeExplore(e, found)
}

// buildForPages builds the packages of which a page is going to show a failure,
// which is run again for it.
func (a *app) buildForPages(to exports, tags string, found []*survey.Found) error {
	cfg, err := a.buildConfig()
	if to.html == "" || err != nil {
		return err
	}
	cfg.Tags = tagList(tags)
	for _, f := range found {
		if cfg.Dir = f.Dir; slices.ContainsFunc(f.Results, survey.Result.Fails) {
			if f.Program, err = program.Package(a.ctx, cfg); err != nil {
				return err
			}
		}
	}
	return nil
}
