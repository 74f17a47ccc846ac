package stage

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// player is a goroutine as a learner meets it: where it waits, and which
// locks its source says that it took on the way there.
type player struct {
	name string
	at   frame
	code string
	wait string
	took map[string]int // lock expression → line
}

// describe says of each goroutine of a stuck program where it waits and who
// took what it waits for. Who took a lock is read from the source above the
// waiting line, because a Go mutex does not record its owner.
func describe(cast []goroutine) string {
	var players []player
	for _, g := range cast {
		if f, ok := g.learners(); ok {
			players = append(players, newPlayer(g, f))
		}
	}
	var b strings.Builder
	for i, p := range players {
		fmt.Fprintf(&b, "  %-*s waits at %s:%d   %s   [%s]\n", widest(players), p.name, filepath.Base(p.at.file), p.at.line, p.code, p.wait)
		if owner, line := ownerOf(lockIn(p.code), players, i); owner != "" {
			fmt.Fprintf(&b, "  %-*s   … which %s took in line %d (read from the source)\n", widest(players), "", owner, line)
		}
	}
	return b.String()
}

func count(cast []goroutine) string {
	n := 0
	for _, g := range cast {
		if _, ok := g.learners(); ok {
			n++
		}
	}
	if n == 1 {
		return "1 goroutine waits"
	}
	return fmt.Sprintf("%d goroutines wait", n)
}

// learners returns the innermost frame that is the learner's: not the
// standard library's and not this package's.
func (g goroutine) learners() (frame, bool) {
	for _, f := range g.frames {
		path, _, _ := strings.Cut(f.function, ".")
		ours := strings.HasPrefix(f.function, "racelab/internal/stage.") && !strings.HasSuffix(f.file, "_test.go")
		if !ours && (strings.HasPrefix(path, "racelab/") || strings.Contains(path, ".") || strings.HasPrefix(path, "main")) {
			return f, true
		}
	}
	return frame{}, false
}

func newPlayer(g goroutine, f frame) player {
	_, name, _ := cutLast(f.function, "/")
	_, name, _ = strings.Cut(name, ".")
	name = strings.NewReplacer("(*", "", ")", "").Replace(name)
	source, _ := os.ReadFile(f.file)
	lines := strings.Split(string(source), "\n")
	p := player{name: fmt.Sprintf("goroutine %d in %s", g.id, name), at: f, wait: g.state}
	if f.line >= 1 && f.line <= len(lines) {
		p.code = strings.TrimSpace(lines[f.line-1])
		p.took = locksTaken(lines[:f.line-1])
	}
	return p
}

var lockCall = regexp.MustCompile(`([\w.\[\]]+)\.(R?Lock|R?Unlock)\(\)`)

// locksTaken reads, from the start of the enclosing function down, which
// locks are taken and not given back. It follows lines, not branches.
func locksTaken(above []string) map[string]int {
	took := map[string]int{}
	for i, line := range above {
		if strings.HasPrefix(line, "func ") {
			clear(took)
		}
		for _, m := range lockCall.FindAllStringSubmatch(line, -1) {
			switch {
			case strings.HasSuffix(m[2], "nlock") && !strings.Contains(line, "defer "):
				delete(took, m[1])
			case strings.HasSuffix(m[2], "Lock"):
				took[m[1]] = i + 1
			}
		}
	}
	return took
}

func lockIn(code string) string {
	if m := lockCall.FindStringSubmatch(code); m != nil {
		return m[1]
	}
	return ""
}

func ownerOf(lock string, players []player, self int) (name string, line int) {
	if lock == "" {
		return "", 0
	}
	for i, p := range players {
		if at, took := p.took[lock]; took && i != self {
			return p.name, at
		}
	}
	return "", 0
}

func widest(players []player) int {
	w := 0
	for _, p := range players {
		w = max(w, len(p.name))
	}
	return w
}
