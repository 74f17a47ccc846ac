package build

import (
	"os"
	"path/filepath"
)

// Keep keeps something that was found out about this very child, for as long as
// the child itself is kept. What is under the same name is replaced. Like all that
// is only kept for the next time, it may fail.
func (c *Child) Keep(name string, text []byte) {
	if os.MkdirAll(c.kept(), 0o755) == nil {
		_ = writeAside(filepath.Join(c.kept(), sum([]string{name})), text)
	}
}

// Kept returns all that was kept, in no order that means anything.
func (c *Child) Kept() (all [][]byte) {
	entries, _ := os.ReadDir(c.kept()) // most have none
	for _, e := range entries {
		if text, err := os.ReadFile(filepath.Join(c.kept(), e.Name())); err == nil {
			all = append(all, text)
		}
	}
	return all
}

func (c *Child) kept() string { return filepath.Join(filepath.Dir(c.Exe), "kept") }
