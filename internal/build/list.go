package build

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"os"
	"slices"
)

// A listed package is one of which the go command knows where its compiled
// form, the export data, lies.
type listed struct {
	ImportPath string
	Dir        string
	Root       string // GOROOT, for a standard package
	Standard   bool
	Export     string
	GoFiles    []string
	Imports    []string
	Module     *struct {
		Path, Version, GoVersion string
		Replace                  *struct{ Version string }
	}

	CgoFiles, SFiles, CFiles, EmbedFiles, SwigFiles, SysoFiles []string
}

const listedFields = "ImportPath,Dir,Root,Standard,Export,GoFiles,Imports,Module,CgoFiles,SFiles,CFiles,EmbedFiles,SwigFiles,SysoFiles"

// list asks the go command for packages and all that they import. An answer is
// kept under key, which must change with whatever could change the answer.
func (g *goTool) list(ctx context.Context, c *cache, f *files, key string, packages []string) (map[string]*listed, error) {
	if answer, local, ok := c.answer(key); ok {
		if all, err := parseList(answer); err == nil && allThere(all) && local == localSum(all, f) {
			return all, nil
		}
	}
	args := []string{"-export", "-deps", "-json=" + listedFields}
	if g.overlay != "" {
		args = append(args, "-overlay="+g.overlay)
	}
	done := g.announce()
	answer, err := g.run(ctx, "list", append(append(args, "--"), packages...)...)
	done()
	var failure *goFailure
	if errors.As(err, &failure) {
		return nil, g.blame(ctx, &Error{What: "the go command cannot list what the package imports", Detail: failure.output,
			Hint: "this is a fault of the explorer if `go test` works; please report it"})
	}
	if err != nil {
		return nil, err
	}
	all, err := parseList(answer)
	if err == nil {
		c.keepAnswer(key, localSum(all, f), answer)
	}
	return all, err
}

// localSum stands for the sources of those packages that can change without a
// change of go.mod.
func localSum(all map[string]*listed, f *files) string {
	var paths []string
	for _, dir := range localDirs(all) {
		paths = append(paths, f.sources(dir)...)
	}
	return sumFiles(nil, f, paths)
}

func localDirs(all map[string]*listed) []string {
	var dirs []string
	for _, p := range all {
		if m := p.Module; !p.Standard && (m == nil || m.Version == "" || m.Replace != nil && m.Replace.Version == "") {
			dirs = append(dirs, p.Dir)
		}
	}
	slices.Sort(dirs)
	return dirs
}

func parseList(answer []byte) (map[string]*listed, error) {
	all := map[string]*listed{}
	for d := json.NewDecoder(bytes.NewReader(answer)); ; {
		p := &listed{}
		if err := d.Decode(p); errors.Is(err, io.EOF) {
			return all, nil
		} else if err != nil {
			return nil, &Error{What: "cannot understand `go list`", Err: err, Hint: "use the Go release that go.mod asks for"}
		}
		all[p.ImportPath] = p
	}
}

// allThere reports whether the build cache still has every export file: it
// throws away what was not used for some days.
func allThere(all map[string]*listed) bool {
	for _, p := range all {
		if p.Export != "" && !exists(p.Export) {
			return false
		}
	}
	return true
}

func (p *listed) open() (io.ReadCloser, error) { return os.Open(p.Export) }

// module is the path of the one that p belongs to, "" if it belongs to none.
func (p *listed) module() string {
	if p.Module == nil {
		return ""
	}
	return p.Module.Path
}

// plain reports whether p could be rewritten as far as its own kind goes.
func (p *listed) plain() bool {
	return !p.Standard && len(p.CgoFiles)+len(p.SFiles)+len(p.CFiles)+len(p.EmbedFiles)+len(p.SwigFiles)+len(p.SysoFiles) == 0
}
