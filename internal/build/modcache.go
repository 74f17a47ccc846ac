package build

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/mod/modfile"
	modpath "golang.org/x/mod/module"
)

// oldest is the language of a module whose go.mod has no go line, and of one
// without a go.mod.
const oldest = "1.16"

// A published module lies in the module cache, where nothing can be added to
// it and no overlay is allowed. What is explored is a copy below root, with a
// go.mod if it has none; the go command may complete that and its go.sum. The
// copy is made once.
//
// writable makes g work there, if it is to work in such a module, and returns
// the directory in which it works.
func (g *goTool) writable(ctx context.Context, root string) (dir string, err error) {
	if !strings.Contains(g.dir, "@") {
		return g.dir, nil
	}
	answer, err := g.run(ctx, "env", "GOMODCACHE")
	if err != nil {
		return "", err
	}
	top, err := filepath.EvalSymlinks(strings.TrimSpace(string(answer)))
	if err != nil {
		return g.dir, nil // there is no module cache
	}
	rel, ok := Below(top, g.dir)
	if !ok || !strings.Contains(rel, "@") {
		return g.dir, nil
	}
	name, within := splitVersion(rel)
	to := filepath.Join(root, "modules", strings.ReplaceAll(name, "/", "+"))
	if err := copyModule(filepath.Join(top, filepath.FromSlash(name)), to, name); err != nil {
		return "", &Error{What: "cannot copy the published module " + name, Err: err, Hint: "make room in " + root}
	}
	g.copied, g.dir = true, filepath.Join(to, filepath.FromSlash(within))
	return g.dir, nil
}

// splitVersion cuts a path below the module cache behind the module's version.
func splitVersion(rel string) (name, within string) {
	before, after, _ := strings.Cut(rel, "@")
	version, within, _ := strings.Cut(after, "/")
	return before + "@" + version, within
}

// copyModule copies the module that the module cache calls name.
func copyModule(from, to, name string) error {
	if exists(to) {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return err
	}
	aside, err := os.MkdirTemp(filepath.Dir(to), ".tmp-*")
	if err != nil {
		return err
	}
	defer os.RemoveAll(aside)
	if err := copyTree(from, aside); err != nil {
		return err
	}
	if err := completeModFile(aside, name); err != nil {
		return err
	}
	return moveInto(aside, to)
}

// copyTree copies what is readable in the module cache to where it is writable.
func copyTree(from, to string) error {
	return filepath.WalkDir(from, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(from, path)
		if err != nil {
			return err
		}
		if d.IsDir() {
			return os.MkdirAll(filepath.Join(to, rel), 0o755)
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		return os.WriteFile(filepath.Join(to, rel), text, 0o644)
	})
}

// completeModFile writes a go.mod that the go command can build with: with the
// language that the go command takes for granted, and without replacements by
// folders, which were not published.
func completeModFile(dir, name string) error {
	path := filepath.Join(dir, "go.mod")
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		escaped, _, _ := strings.Cut(name, "@")
		modPath, err := modpath.UnescapePath(escaped)
		if err != nil {
			return err
		}
		return os.WriteFile(path, []byte("module "+modPath+"\n\ngo "+oldest+"\n"), 0o644)
	}
	if err != nil {
		return err
	}
	file, err := modfile.Parse(path, text, nil)
	if err != nil {
		return err
	}
	if file.Go == nil {
		if err := file.AddGoStmt(oldest); err != nil {
			return err
		}
	}
	for _, r := range file.Replace {
		if r.New.Version == "" {
			if err := file.DropReplace(r.Old.Path, r.Old.Version); err != nil {
				return err
			}
		}
	}
	file.Cleanup()
	after, err := file.Format()
	if err != nil || bytes.Equal(after, text) {
		return err
	}
	return os.WriteFile(path, after, 0o644)
}
