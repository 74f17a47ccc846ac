package main

import (
	"bufio"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// build makes the command for the present sources, and removes those for
// earlier ones.
func build(root, exe, tags string) {
	p := newProgress()
	p.show("building the lab command; that takes a while on a fresh machine …")
	dir := filepath.Dir(exe)
	if err := os.MkdirAll(filepath.Dir(dir), 0o755); err != nil {
		fail(err.Error(), "set XDG_CACHE_HOME (on Windows LocalAppData) to a folder that you may write to")
	}
	old, _ := filepath.Glob(filepath.Join(filepath.Dir(dir), "*"))
	work, err := os.MkdirTemp(filepath.Dir(dir), ".tmp-")
	if err != nil {
		fail(err.Error(), "make room in "+filepath.Dir(dir))
	}
	words, err := compile(root, filepath.Join(work, filepath.Base(exe)), tags, p)
	p.end()
	if err == nil {
		err = os.Rename(work, dir)
	}
	os.RemoveAll(work)                          // nothing, if it has its name
	if _, there := os.Stat(exe); there != nil { // else another process was faster
		fail("cannot build the lab command: "+err.Error()+"\n"+strings.Join(words, "\n"),
			"if the checkout was changed, restore it with `git checkout internal scripts go.mod go.sum`; without a network, run `go mod download` where there is one")
	}
	for _, path := range old {
		if name := filepath.Base(path); name[0] != '.' && strings.TrimSuffix(name, server) != strings.TrimSuffix(filepath.Base(dir), server) {
			os.RemoveAll(path)
		}
	}
}

// compile builds the command and returns what the go command said besides the
// names of packages, which -v prints as they are compiled.
func compile(root, exe, tags string, p *progress) (words []string, err error) {
	all := countPackages(root, tags)
	cmd := goCommand(root, "build", "-v", "-ldflags=-w", tags, "-o", exe, "./scripts/lab")
	said, err := cmd.StderrPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		return nil, err
	}
	done := 0
	for lines := bufio.NewScanner(said); lines.Scan(); {
		line := lines.Text()
		if strings.ContainsAny(line, " #") {
			words = append(words, line)
			continue
		}
		done++
		p.show("building the lab command: " + strconv.Itoa(done) + " of at most " + strconv.Itoa(all) + " packages")
	}
	io.Copy(io.Discard, said)
	return words, cmd.Wait()
}

// countPackages says how many packages there are to compile, at the most.
func countPackages(root, tags string) int {
	out, _ := goCommand(root, "list", "-deps", tags, "./scripts/lab").Output() // a build will say what is wrong
	return strings.Count(string(out), "\n")
}

func goCommand(root string, args ...string) *exec.Cmd {
	cmd := exec.Command("go", args...)
	cmd.Dir = root
	// A workspace above the course would leave the course out of the build.
	cmd.Env = append(os.Environ(), "GOWORK=off", "PWD="+root)
	return cmd
}

// progress is one line that changes, on a terminal, or else a line now and then.
type progress struct {
	terminal bool
	last     time.Time
}

const betweenLines = 10 * time.Second

func newProgress() *progress {
	info, err := os.Stderr.Stat()
	return &progress{terminal: err == nil && info.Mode()&os.ModeCharDevice != 0 && os.Getenv("TERM") != "dumb"}
}

func (p *progress) show(line string) {
	switch {
	case p.terminal:
		os.Stderr.WriteString("\r\x1b[K" + line)
	case time.Since(p.last) >= betweenLines:
		p.last = time.Now()
		os.Stderr.WriteString(line + "\n")
	}
}

func (p *progress) end() {
	if p.terminal {
		os.Stderr.WriteString("\r\x1b[K")
	}
}
