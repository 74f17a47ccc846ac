package child

import (
	"encoding/json"

	"racelab/internal/brief"
	"racelab/internal/trace"
)

// OneOf is Main for a binary that holds several versions of a package. The one that
// the brief names is begun; of the others nothing is run.
func OneOf(versions map[string]func() map[string]any) {
	var b trace.Brief
	_ = json.Unmarshal([]byte(brief.Text()), &b) // Main complains of one that cannot be read
	tests := map[string]any{}
	if begin := versions[b.Version]; begin != nil {
		tests = begin()
	}
	Main(tests)
}
