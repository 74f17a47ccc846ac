package survey

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"

	"racelab/internal/build"
	"racelab/internal/command"
)

// A Package is a folder whose tests are to be explored.
type Package struct {
	Name string // as the reader calls it
	Dir  string
	// Tests reports whether it has test files; of a folder that was named by
	// itself that is not known, and taken for granted.
	Tests bool
}

// ImportPath is what other packages call it; where that is not known, its name.
func (p Package) ImportPath() string {
	path, err := build.ImportPath(p.Dir)
	if err != nil {
		return p.Name
	}
	return path
}

// Title is what the package is called where nobody knows the folder that its name is seen from,
// or that it is: "." says nothing.
func (p Package) Title() string {
	if before, here := strings.CutSuffix(p.Name, "."); here && !strings.HasSuffix(before, ".") {
		return before + p.ImportPath()
	}
	return p.Name
}

// Find returns the packages that words name, as they are seen from the folder cwd:
// folders, import paths, and patterns of both with "...".
func Find(ctx context.Context, cwd string, words, tags []string) ([]Package, error) {
	var all []Package
	seen := map[string]bool{}
	for _, word := range words {
		found, err := find(ctx, cwd, word, tags)
		if err != nil {
			return nil, err
		}
		for _, p := range found {
			if !seen[p.Dir] {
				seen[p.Dir] = true
				all = append(all, p)
			}
		}
	}
	return all, nil
}

func find(ctx context.Context, cwd, word string, tags []string) ([]Package, error) {
	if !strings.Contains(word, "...") {
		if dir := absolute(cwd, word); isFolder(dir) {
			return []Package{{Name: word, Dir: dir, Tests: true}}, nil
		}
		if isPath(word) {
			return nil, command.Usagef("%s is not a folder; name the folder of a package, or a pattern such as ./...", word)
		}
	}
	dir, pattern := cwd, word
	if isPath(word) {
		base, rest := splitPattern(word)
		dir, pattern = absolute(cwd, base), "./"+rest
		if !isFolder(dir) {
			return nil, command.Usagef("%s is not a folder; name the folder of a package, or a pattern such as ./...", base)
		}
	}
	found, err := list(ctx, dir, pattern, tags)
	if err == nil && len(found) == 0 && pattern == "./..." {
		found, err = listWorkspace(ctx, dir, tags)
	}
	if err != nil {
		return nil, err
	}
	if len(found) == 0 {
		if err := build.InModule(dir); err != nil {
			return nil, err
		}
		return nil, command.Usagef("%s names no package; see: go list %s", word, word)
	}
	for i := range found {
		found[i].Name = nameOf(cwd, found[i].Dir)
	}
	return found, nil
}

// splitPattern cuts a pattern of folders before the first element with dots.
func splitPattern(pattern string) (base, rest string) {
	slashed := filepath.ToSlash(pattern)
	before, _, _ := strings.Cut(slashed, "...")
	base = before[:strings.LastIndex(before, "/")+1]
	return path.Clean(base), strings.TrimPrefix(slashed, base)
}

// isPath reports whether the go command, too, takes word for a path of folders.
func isPath(word string) bool {
	first, _, _ := strings.Cut(filepath.ToSlash(word), "/")
	return first == "." || first == ".." || filepath.IsAbs(word)
}

// nameOf is how a reader in cwd calls a folder.
func nameOf(cwd, dir string) string {
	rel, err := filepath.Rel(cwd, dir)
	switch {
	case err != nil:
		return dir
	case rel == "." || strings.HasPrefix(rel, ".."):
		return filepath.ToSlash(rel)
	}
	return "./" + filepath.ToSlash(rel)
}

func absolute(cwd, dir string) string {
	if filepath.IsAbs(dir) {
		return filepath.Clean(dir)
	}
	return filepath.Join(cwd, filepath.FromSlash(dir))
}

func isFolder(dir string) bool {
	info, err := os.Stat(dir)
	return err == nil && info.IsDir()
}

// listWorkspace lists the packages of all modules of a workspace that lie below dir,
// which is in none of them. The go command does not look for these.
func listWorkspace(ctx context.Context, dir string, tags []string) (all []Package, err error) {
	cmd := exec.CommandContext(ctx, "go", "list", "-m", "-f", "{{.Dir}}")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "PWD="+dir)
	said, err := cmd.Output()
	if err != nil {
		return nil, ctx.Err() // there is no workspace, and no package
	}
	for _, module := range strings.Split(strings.TrimSpace(string(said)), "\n") {
		if rel, err := filepath.Rel(dir, module); err != nil || !filepath.IsLocal(rel) {
			continue
		}
		found, err := list(ctx, module, "./...", tags)
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	return all, nil
}

// list asks the go command, in dir.
func list(ctx context.Context, dir, pattern string, tags []string) ([]Package, error) {
	args := []string{"list", "-e", "-find", "-json=Dir,TestGoFiles,XTestGoFiles"}
	if len(tags) > 0 {
		args = append(args, "-tags="+strings.Join(tags, ","))
	}
	cmd := exec.CommandContext(ctx, "go", append(args, "--", pattern)...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "PWD="+dir)
	var said, problems bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &problems
	if err := cmd.Run(); err != nil {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if errors.Is(err, exec.ErrNotFound) {
			return nil, errors.New("the go command was not found\nhint: install Go from https://go.dev/dl and put its bin folder on PATH")
		}
		return nil, fmt.Errorf("the go command does not know the packages %s: %s\nhint: say it in a module, or name a folder", pattern, strings.TrimSpace(problems.String()))
	}
	return parseList(&said)
}

func parseList(said io.Reader) ([]Package, error) {
	var found []Package
	for d := json.NewDecoder(said); ; {
		var p struct {
			Dir                       string
			TestGoFiles, XTestGoFiles []string
		}
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			return found, nil
		} else if err != nil {
			return nil, fmt.Errorf("cannot understand `go list`: %w\nhint: use the Go release that go.mod asks for", err)
		}
		if p.Dir != "" {
			found = append(found, Package{Dir: p.Dir, Tests: len(p.TestGoFiles)+len(p.XTestGoFiles) > 0})
		}
	}
}
