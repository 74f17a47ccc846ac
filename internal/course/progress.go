package course

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// progressVersion is written into the file, so that a later release can tell an old
// file from a damaged one.
const progressVersion = 1

// Progress is what one learner has solved in one checkout, and which hints they
// have read. It is kept in one small JSON file and expects one writer at a time;
// of two writers at once the later one wins, and a reader never sees half a file.
type Progress struct {
	Version int            `json:"version"`
	Solved  []string       `json:"solved"` // lab names in the order they were solved
	Hints   map[string]int `json:"hints"`  // lab name → how many hints were shown

	path string
}

// ProgressPath returns where the progress of the checkout at root is kept.
func ProgressPath(root string) string {
	return filepath.Join(root, ".racelab", "progress.json")
}

// LoadProgress reads the progress of the checkout at root. A missing file is an empty
// progress. When the file cannot be understood, LoadProgress returns an empty progress
// that may still be used, together with an error; Save then sets the damaged
// file aside instead of overwriting it.
func LoadProgress(root string) (*Progress, error) {
	p := empty(root)
	data, err := os.ReadFile(p.path)
	if errors.Is(err, fs.ErrNotExist) {
		return p, nil
	}
	if err != nil {
		return p, fmt.Errorf("cannot read your progress: %w; starting from nothing", err)
	}
	if err := json.Unmarshal(data, p); err != nil || p.Version != progressVersion {
		return setAside(root)
	}
	if p.Hints == nil {
		p.Hints = map[string]int{}
	}
	return p, nil
}

func empty(root string) *Progress {
	return &Progress{Version: progressVersion, Hints: map[string]int{}, path: ProgressPath(root)}
}

// setAside moves a file that cannot be understood out of the way, because
// saving over it would destroy what a newer release may still read.
func setAside(root string) (*Progress, error) {
	p := empty(root)
	kept, err := Backup(p.path)
	if err == nil {
		err = os.Remove(p.path)
	}
	if err != nil {
		return p, fmt.Errorf("%s is damaged and cannot be set aside: %w; move it away yourself", p.path, err)
	}
	return p, fmt.Errorf("%s was damaged; it is kept as %s and your progress starts from nothing", p.path, filepath.Base(kept))
}

// IsSolved reports whether lab was solved before.
func (p *Progress) IsSolved(lab string) bool { return slices.Contains(p.Solved, lab) }

// Solve records lab as solved. It does not save.
func (p *Progress) Solve(lab string) {
	if !p.IsSolved(lab) {
		p.Solved = append(p.Solved, lab)
	}
}

// Count is how many of labs are solved.
func (p *Progress) Count(labs []Lab) int {
	n := 0
	for _, l := range labs {
		if p.IsSolved(l.Name) {
			n++
		}
	}
	return n
}

// Next returns the first unsolved lab after the one named, or else the first
// unsolved of all.
func (p *Progress) Next(after string) (Lab, bool) {
	i := slices.IndexFunc(Labs, func(l Lab) bool { return l.Name == after }) + 1
	for _, l := range slices.Concat(Labs[i:], Labs[:i]) {
		if !p.IsSolved(l.Name) {
			return l, true
		}
	}
	return Lab{}, false
}

// Save writes the file so that a crash at any moment leaves either the old
// progress or the new one.
func (p *Progress) Save() error {
	data, err := json.MarshalIndent(p, "", "  ")
	if err != nil {
		return fmt.Errorf("cannot encode your progress: %w", err)
	}
	if err := os.MkdirAll(filepath.Dir(p.path), 0o755); err != nil {
		return fmt.Errorf("cannot save your progress: %w; make the checkout writable", err)
	}
	if err := WriteFile(p.path, append(data, '\n')); err != nil {
		return fmt.Errorf("cannot save your progress: %w; make the checkout writable", err)
	}
	return nil
}
