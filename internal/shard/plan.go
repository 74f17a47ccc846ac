package shard

import (
	"encoding/json"
	"fmt"
	"maps"
	"runtime"
	"slices"
)

// version changes when what is stored is read in another way.
const version = 1

// A Plan is what all shards have in common. Results of different plans do not
// belong together.
type Plan struct {
	Version int               `json:"version"`
	Command string            `json:"command"`
	Shards  int               `json:"shards"`
	Options map[string]string `json:"options"` // flags that decide what a result is
	System  string            `json:"system"`  // the Go release, and what it builds for
	Sources string            `json:"sources"` // a hash of all that is judged, and of what judges it
	Keys    []string          `json:"keys"`    // the work, in the order of the report
	Data    json.RawMessage   `json:"data"`    // what else the report wants
}

// NewPlan describes the work of a command on this machine. data is what the
// command needs of it for the report, and is stored as JSON.
func NewPlan(command string, options map[string]string, sources string, keys []string, data any) (Plan, error) {
	text, err := json.Marshal(data)
	return Plan{
		Version: version, Command: command, Options: options, Sources: sources, Keys: keys, Data: text,
		System: runtime.Version() + " " + runtime.GOOS + "/" + runtime.GOARCH,
	}, err
}

func (p Plan) id() (string, error) {
	text, err := json.Marshal(p)
	return hash(string(text)), err
}

// differs says in what another plan is another, or "".
func (p Plan) differs(q Plan) string {
	switch {
	case p.Version != q.Version:
		return "they are from another version of the command"
	case p.Command != q.Command:
		return fmt.Sprintf("one is of %s, the other of %s", p.Command, q.Command)
	case p.Shards != q.Shards:
		return fmt.Sprintf("one has %d shards, the other %d", p.Shards, q.Shards)
	}
	names := maps.Clone(p.Options)
	maps.Copy(names, q.Options)
	for _, name := range slices.Sorted(maps.Keys(names)) {
		if x, y := p.Options[name], q.Options[name]; x != y {
			return fmt.Sprintf("-%s is %q in one and %q in the other", name, x, y)
		}
	}
	switch {
	case p.System != q.System:
		return fmt.Sprintf("one was made with %s, the other with %s", p.System, q.System)
	case !slices.Equal(p.Keys, q.Keys):
		return fmt.Sprintf("one is of %d, the other of %d, or they are called otherwise (%s)", len(p.Keys), len(q.Keys), firstOther(p.Keys, q.Keys))
	case p.Sources != q.Sources:
		return "they are of other sources"
	case string(p.Data) != string(q.Data):
		return "they were asked for in other words, or are of other sources"
	}
	return ""
}

func firstOther(a, b []string) string {
	for i := range max(len(a), len(b)) {
		switch {
		case i >= len(a):
			return b[i]
		case i >= len(b) || a[i] != b[i]:
			return a[i]
		}
	}
	return ""
}
