package build

import (
	"os"
	"path/filepath"
	"strings"
)

// inModuleCache reports whether a toolchain was downloaded by the go command,
// which lets nothing be added there.
func inModuleCache(goroot string) bool {
	return strings.Contains(filepath.ToSlash(goroot), "/golang.org/toolchain@")
}

// leaveModuleCache calls a toolchain that was downloaded by another name, which
// does not lie in the module cache: a link in folder. Where no links can be made
// the toolchain stays as it is, and the program gets no twins.
func (g *goTool) leaveModuleCache(folder string) {
	exe, err := filepath.EvalSymlinks(g.exe)
	if err != nil || !inModuleCache(exe) {
		return
	}
	goroot := filepath.Dir(filepath.Dir(exe))
	link := filepath.Join(folder, "goroot", sum([]string{goroot}))
	if err := os.MkdirAll(filepath.Dir(link), 0o755); err != nil {
		return
	}
	if err := os.Symlink(goroot, link); err != nil && !os.IsExist(err) {
		return
	}
	g.exe, g.env = filepath.Join(link, "bin", filepath.Base(exe)), []string{"GOROOT=" + link, "GOTOOLCHAIN=local"}
}
