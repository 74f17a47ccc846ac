package build

import (
	"context"
	"fmt"
	"go/version"
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

// inModuleCache reports whether a toolchain was downloaded by the go command,
// which lets nothing be added there.
func inModuleCache(goroot string) bool {
	return strings.Contains(filepath.ToSlash(goroot), "/golang.org/toolchain@")
}

const linkedGoroots = "zz_racelab_goroot" // package kernel has it, too

// settle finds out which toolchain the go command takes in its folder: a go.mod or
// GOTOOLCHAIN may name another than the one on PATH. One that was downloaded gets
// another name, a link in folder that does not lie in the module cache. Where no
// links can be made the toolchain stays as it is, and the program gets no twins.
func (g *goTool) settle(ctx context.Context, folder string) error {
	out, err := g.run(ctx, "env", "GOROOT", "GOVERSION")
	goroot, release, found := strings.Cut(strings.TrimSpace(string(out)), "\n")
	if err != nil || !found {
		return ctx.Err() // the next command says what is wrong
	}
	if err := readable(strings.TrimSpace(release), runtime.Version()); err != nil {
		return err
	}
	goroot = strings.TrimSpace(goroot)
	if !inModuleCache(goroot) {
		return nil
	}
	link := filepath.Join(folder, linkedGoroots, sum([]string{goroot}))
	if os.MkdirAll(filepath.Dir(link), 0o755) != nil {
		return nil
	}
	if err := os.Symlink(goroot, link); err != nil && !os.IsExist(err) {
		return nil
	}
	g.exe, g.env = filepath.Join(link, "bin", filepath.Base(g.exe)), []string{"GOROOT=" + link, "GOTOOLCHAIN=local"}
	return nil
}

// readable says what to do if packages that release compiles cannot be read by a
// command that own has built: go/types and go/importer know no later language.
func readable(release, own string) error {
	own, _, _ = strings.Cut(own, " ") // as in "go1.26.1 X:nodwarf5"
	if !version.IsValid(release) || !version.IsValid(own) || version.Compare(version.Lang(release), version.Lang(own)) <= 0 {
		return nil
	}
	return &Error{What: fmt.Sprintf("the package is compiled by %s, and this command was built with %s, which cannot read that", release, own),
		Hint: fmt.Sprintf("build the command again with the newer one: in the checkout of the race lab, with GOTOOLCHAIN=%s set, go build -o DIR/lab ./scripts/lab", release)}
}
