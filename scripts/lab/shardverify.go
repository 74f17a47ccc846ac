package main

import (
	"context"
	"encoding/json"

	"racelab/internal/audit"
	"racelab/internal/command"
	"racelab/internal/course"
	"racelab/internal/event"
	"racelab/internal/shard"
)

// courseWork is what the report of verify wants beside the tallies.
type courseWork struct {
	Plan    audit.Plan
	Entries []course.Entry
}

// verifyShard judges a part of the entries.
func (a *app) verifyShard(s sharding, p audit.Plan, entries []course.Entry) error {
	if p.Sample > 0 && s.options()["seed"] == "0" {
		return command.Usagef("-sample needs a -seed with -shard, so that all shards pick the same fixes")
	}
	sources, err := shard.Sources(a.root)
	if err != nil {
		return err
	}
	shared := p
	shared.Workers = 0
	if p.Sample == 0 {
		shared.Seed = 0
	}
	var keys []string
	byKey := map[string]course.Entry{}
	for _, e := range entries {
		key := e.Lab.Name + "/" + e.Name()
		keys, byKey[key] = append(keys, key), e
	}
	plan, err := shard.NewPlan("verify", s.options("p", "json", "o", "shard", "write"), sources, keys, courseWork{shared, entries})
	if err != nil {
		return err
	}
	return a.doShard(s, plan, func(ctx context.Context, left []string, keep func(string, string, any)) error {
		var mine []course.Entry
		for _, key := range left {
			mine = append(mine, byKey[key])
		}
		_, err := a.judgeAll(ctx, p, mine, func(t *audit.Tally) { keep(t.Lab.Name+"/"+t.Name(), t.Verdict(), t) })
		return err
	})
}

// mergeVerify is the report of verify.
func (a *app) mergeVerify(m *shard.Merged) error {
	if a.root == "" {
		return a.outside("the report of verify")
	}
	var work courseWork
	if err := json.Unmarshal(m.Plan.Data, &work); err != nil {
		return err
	}
	a.events.Emit(event.Event{Event: "start", Runs: ptr(len(m.Plan.Keys) * work.Plan.Runs())})
	var tallies []*audit.Tally
	for _, text := range m.Results {
		t := &audit.Tally{}
		if err := json.Unmarshal(text, t); err != nil {
			return err
		}
		a.emitTally(t)
		tallies = append(tallies, t)
	}
	return a.concludeVerify(tallies, work.Plan)
}
