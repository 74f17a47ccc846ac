package build

import (
	"io/fs"
	"os"
	"path/filepath"
)

// CacheFolder is where built programs, copies of modules, and what was found of them
// are kept. All of it can be made again.
func CacheFolder() string { return defaultCache() }

// CacheSize is how many bytes each folder of the cache holds.
func CacheSize() map[string]int64 {
	sizes := map[string]int64{}
	entries, _ := os.ReadDir(CacheFolder()) // a new one has none
	for _, e := range entries {
		_ = filepath.WalkDir(filepath.Join(CacheFolder(), e.Name()), func(path string, d fs.DirEntry, err error) error {
			if err != nil || !d.Type().IsRegular() {
				return nil // another process may have removed it
			}
			if info, err := d.Info(); err == nil {
				sizes[e.Name()] += info.Size()
			}
			return nil
		})
	}
	return sizes
}
