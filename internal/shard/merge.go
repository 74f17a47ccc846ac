package shard

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// Merged is a plan and what came of all of it, in the order of its keys.
type Merged struct {
	Plan    Plan
	Results []json.RawMessage
}

// Merge reads the results of all shards of one plan. What is there twice counts
// once. It is an error if folders hold different plans, if something is missing, or
// if two results for one key contradict each other.
func Merge(dirs []string) (*Merged, error) {
	m := &Merged{}
	all := map[string]result{}
	from := map[string]string{}
	for i, dir := range dirs {
		p, err := readPlan(dir)
		if err != nil {
			return nil, err
		}
		if i == 0 {
			m.Plan = p
		} else if other := m.Plan.differs(p); other != "" {
			return nil, fmt.Errorf("the results in %s and %s do not belong together: %s\nhint: run all shards of one commit with the same flags", dirs[0], dir, other)
		}
		id, err := p.id()
		if err != nil {
			return nil, err
		}
		there, err := (&Store{dir: dir, id: id, plan: p}).results()
		if err != nil {
			return nil, err
		}
		for key, r := range there {
			if first, twice := all[key]; twice && first.Verdict != r.Verdict {
				return nil, fmt.Errorf("two results for %s: %s in %s, and %s in %s\nhint: it comes out differently from run to run; look at it, remove one of the files %s and merge again",
					key, first.Verdict, from[key], r.Verdict, dir, fileOf(key))
			}
			all[key], from[key] = r, dir
		}
	}
	for _, key := range m.Plan.Keys {
		m.Results = append(m.Results, all[key].Data)
	}
	return m, m.Plan.missing(all)
}

// mostMissing is how many keys of a shard are named.
const mostMissing = 3

// missing says which shards have not done their part.
func (p Plan) missing(all map[string]result) error {
	var lines []string
	var first Share
	for k := 1; k <= p.Shards; k++ {
		mine := Share{k, p.Shards}.Of(p.Keys)
		left := slices.DeleteFunc(slices.Clone(mine), func(key string) bool { _, done := all[key]; return done })
		if len(left) == 0 {
			continue
		}
		if lines == nil {
			first = Share{k, p.Shards}
		}
		named := strings.Join(left[:min(len(left), mostMissing)], ", ")
		if len(left) > mostMissing {
			named += ", …"
		}
		lines = append(lines, fmt.Sprintf("shard %d/%d lacks %d of its %d results: %s", k, p.Shards, len(left), len(mine), named))
	}
	if lines == nil {
		return nil
	}
	return fmt.Errorf("%s\nhint: run what is missing again with the same flags, as: %s … -shard %s -o DIR; or name the folders that hold it", strings.Join(lines, "\n"), p.Command, first)
}
