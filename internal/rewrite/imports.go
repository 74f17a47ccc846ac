package rewrite

import (
	"fmt"
	"path"
	"strconv"

	"racelab/internal/sim/std"
)

// imports redirects those of packages that the simulator has its own version of,
// with the same interface. Redirecting the import rather than each call leaves
// embedded mutexes, method values and deferred unlocks as they are.
func (f *file) imports() {
	for _, spec := range f.ast.Imports {
		from, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			continue
		}
		to := f.cfg.Redirect[from]
		if to == "" && std.IsModel(from) {
			to = f.cfg.SimPath + "/std/" + from
		}
		if to == "" {
			continue
		}
		text := strconv.Quote(to)
		if spec.Name == nil {
			name := importName(from)
			if known := f.info.PkgNameOf(spec); known != nil {
				name = known.Name()
			}
			text = fmt.Sprintf("%s %q", name, to)
		}
		f.parts = append(f.parts, instead(spec.Path, text))
	}
}

// importName is the name a redirected package has without a name of its own in
// the import: the last element of its path, unless that is a major version.
func importName(p string) string {
	if path.Base(p) == "v2" {
		return path.Base(path.Dir(p))
	}
	return path.Base(p)
}
