package build

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"
)

// What stays in the cache: the children used last, and nothing older.
const (
	keepChildren = 60
	keepFor      = 7 * 24 * time.Hour
	inUse        = 10 * time.Minute // nothing younger is removed: another process may be about to start it
)

// A cache keeps, below root:
//
//	child/SUM/       a child binary, what to know about it, and the rewritten source it was built from
//	inputs/KEY.json  what the child of a directory is made of; hashing that gives SUM
//	list/KEY         answers of go list
//	lean/SUM/        testify's assert without what brings net/http along
//	modules/NAME     copies of published modules
//	home/SUM         the explorer's own sources, as a command carries them
//	zz_racelab_goroot/SUM  links to toolchains that were downloaded
//
// Entries are written aside and renamed, so several processes may share it.
type cache struct {
	root        string
	environment string // stands for the toolchain and its settings
	home        string
}

func newCache(root string, g *goTool, home string) (*cache, error) {
	if root == "" {
		root = defaultCache()
	}
	for _, name := range []string{"child", "inputs", "list"} {
		if err := os.MkdirAll(filepath.Join(root, name), 0o755); err != nil {
			return nil, &Error{What: "cannot make the explorer's cache", Err: err, Hint: "set XDG_CACHE_HOME (or HOME) to a folder that you may write to"}
		}
	}
	return &cache{root: root, environment: g.environment(), home: home}, nil
}

func defaultCache() string {
	if dir, err := os.UserCacheDir(); err == nil && os.MkdirAll(filepath.Join(dir, "racelab"), 0o755) == nil {
		return filepath.Join(dir, "racelab", "explore")
	}
	return filepath.Join(os.TempDir(), fmt.Sprintf("racelab-explore-%d", os.Getuid()))
}

// running are variables of Go programs, the go command among them, that do not
// change what it builds.
var running = []string{"GORACE", "GOTRACEBACK", "GOMAXPROCS", "GOGC", "GOMEMLIMIT", "GOCOVERDIR", "GOTMPDIR"}

// environment is everything outside the sources that decides what is built.
func (g *goTool) environment() string {
	words := []string{g.identity(), runtime.Version(), strings.Join(g.tags, ",")}
	for _, kv := range goEnvironment(os.Environ()) {
		if name, _, _ := strings.Cut(kv, "="); slices.Contains(running, name) {
			continue
		}
		if strings.HasPrefix(kv, "GO") || strings.HasPrefix(kv, "CGO_") || strings.HasPrefix(kv, "CC=") {
			words = append(words, kv)
		}
	}
	file := os.Getenv("GOENV")
	if dir, err := os.UserConfigDir(); file == "" && err == nil {
		file = filepath.Join(dir, "go", "env")
	}
	settings, _ := os.ReadFile(file) // most have none
	return sum(append(words, string(settings)))
}

// inputs says what a child is made of.
type inputs struct {
	Dirs   []string // of which the sources matter
	Files  []string
	Embeds []string // patterns of files that are embedded
}

// sum is the name of the child that is made of in as it is now.
func (c *cache) sum(dir string, in inputs, f *files) (string, error) {
	machinery, err := c.machinery()
	if err != nil {
		return "", err
	}
	paths := slices.Concat(in.Files, machinery)
	for _, d := range in.Dirs {
		paths = append(paths, f.sources(d)...)
	}
	words := []string{c.environment, c.home, dir}
	for _, pattern := range in.Embeds {
		words = append(words, pattern)
		paths = append(paths, filesOf(pattern)...)
	}
	return sumFiles(words, f, paths), nil
}

// machinery lists the explorer's own sources.
func (c *cache) machinery() ([]string, error) {
	var all []string
	for _, part := range machinery {
		dir := filepath.Join(c.home, "internal", part)
		if !exists(dir) {
			continue
		}
		found, err := sourcesBelow(dir)
		if err != nil {
			return nil, &Error{What: "cannot read the explorer's own sources", Err: err, Hint: "restore the checkout, for instance with `git checkout internal`"}
		}
		all = append(all, found...)
	}
	return all, nil
}

func sumFiles(words []string, f *files, paths []string) string {
	for _, path := range paths {
		text, err := f.read(path)
		words = append(words, path, fmt.Sprint(err == nil), string(text))
	}
	return sum(words)
}

func sum(words []string) string {
	h := sha256.New()
	for _, w := range words {
		fmt.Fprintf(h, "%d:%s", len(w), w)
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}

func (c *cache) inputsFile(key string) string { return filepath.Join(c.root, "inputs", key+".json") }

func (c *cache) inputs(key string) (in inputs, ok bool) {
	text, err := os.ReadFile(c.inputsFile(key))
	return in, err == nil && json.Unmarshal(text, &in) == nil
}

// keepInputs, like all that is only kept for the next time, may fail.
func (c *cache) keepInputs(key string, in inputs) {
	if text, err := json.Marshal(in); err == nil {
		_ = writeAside(c.inputsFile(key), text)
	}
}

// An answer is kept with a sum of the sources that the go command read for it
// and that are not protected by go.sum.
func (c *cache) answer(key string) ([]byte, string, bool) {
	text, err := os.ReadFile(filepath.Join(c.root, "list", key))
	local, answer, ok := bytes.Cut(text, []byte("\n"))
	return answer, string(local), err == nil && ok
}

func (c *cache) keepAnswer(key, local string, answer []byte) {
	_ = writeAside(filepath.Join(c.root, "list", key), append([]byte(local+"\n"), answer...))
}

// moveInto gives a folder that was made aside its name, unless another process was
// faster: what is kept under one name is the same.
func moveInto(aside, dir string) error {
	if err := os.Rename(aside, dir); err != nil && !exists(dir) {
		return err
	}
	return nil
}

func writeAside(path string, text []byte) error {
	tmp, err := os.CreateTemp(filepath.Dir(path), ".tmp-*")
	if err != nil {
		return err
	}
	_, err = tmp.Write(text)
	if err = cmp.Or(err, tmp.Close()); err == nil {
		err = os.Rename(tmp.Name(), path)
	}
	if err != nil {
		_ = os.Remove(tmp.Name())
	}
	return err
}

func (c *cache) childDir(sum string) string { return filepath.Join(c.root, "child", sum) }

// prune removes what has not been used for long or is too much.
func (c *cache) prune() {
	for name, keep := range map[string]int{"child": keepChildren, "inputs": 1000, "list": 200, "modules": 200, "home": 5, "lean": 20} {
		dir := filepath.Join(c.root, name)
		entries, _ := os.ReadDir(dir)
		ages := map[string]time.Duration{}
		for _, e := range entries {
			if info, err := e.Info(); err == nil {
				ages[e.Name()] = time.Since(info.ModTime())
			}
		}
		slices.SortFunc(entries, func(a, b os.DirEntry) int { return cmp.Compare(ages[a.Name()], ages[b.Name()]) })
		for i, e := range entries {
			if age := ages[e.Name()]; age > keepFor || i >= keep && age > inUse {
				_ = os.RemoveAll(filepath.Join(dir, e.Name()))
			}
		}
	}
}
