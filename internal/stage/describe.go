package stage

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// player is a goroutine as a learner meets it: where it waits, and which
// locks its source says that it took on the way there.
type player struct {
	name string
	at   frame
	code string
	via  []frame // the calls of the same file that led to at, innermost first
	wait string
	took map[string]int // lock expression → line
}

// describe says of each goroutine of a stuck program where it waits and who
// took what it waits for. Who took a lock is read from the source above the
// waiting line, because a Go mutex does not record its owner.
func describe(cast []goroutine) string { return list(players(cast)) }

// Whereabouts says where the goroutines are that run the code under test, for
// messages about those that get nowhere.
func Whereabouts() string { return describe(goroutines()) }

// players returns those of cast that stand in the code under test or, if
// nobody does, those that stand in the test.
func players(cast []goroutine) []player {
	var inCode, inTest []player
	for _, g := range cast {
		switch i := g.learners(); {
		case i < 0:
		case strings.HasSuffix(g.frames[i].file, "_test.go"):
			inTest = append(inTest, newPlayer(g, i))
		default:
			inCode = append(inCode, newPlayer(g, i))
		}
	}
	if len(inCode) == 0 {
		return inTest
	}
	return inCode
}

func list(players []player) string {
	width := 0
	for _, p := range players {
		width = max(width, len(p.name))
	}
	var b strings.Builder
	for i, p := range players {
		fmt.Fprintf(&b, "  %-*s %s at %s   %s   [%s]\n", width, p.name, p.does(), p.at.place(), p.code, p.wait)
		for _, f := range p.via {
			fmt.Fprintf(&b, "  %-*s   … and came there from %s   %s\n", width, "", f.place(), sourceLine(f))
		}
		if owner, line := ownerOf(lockIn(p.code), players, i); owner != "" {
			fmt.Fprintf(&b, "  %-*s   … which %s took in line %d (read from the source)\n", width, "", owner, line)
		}
	}
	return b.String()
}

// does says whether p waits, or is only found at its place.
func (p player) does() string {
	if p.wait == "running" || p.wait == "runnable" {
		return "is"
	}
	return "waits"
}

// inVain says how many wait in vain.
func inVain(cast []goroutine) string {
	n := len(players(cast))
	if n == 1 {
		return "1 goroutine waits, and no other goroutine can wake it"
	}
	return fmt.Sprintf("%d goroutines wait, and no other goroutine can wake them", n)
}

// learners returns the index of the innermost frame that is the learner's: not
// the standard library's and not this package's. It is -1 if there is none.
func (g goroutine) learners() int {
	return slices.IndexFunc(g.frames, func(f frame) bool {
		path, _, _ := strings.Cut(f.function, ".")
		ours := strings.HasPrefix(f.function, "racelab/internal/stage.") && !strings.HasSuffix(f.file, "_test.go")
		return !ours && (strings.HasPrefix(path, "racelab/") || strings.Contains(path, "."))
	})
}

// newPlayer describes g by its frame of the given index.
func newPlayer(g goroutine, i int) player {
	f := g.frames[i]
	_, name, _ := cutLast(f.function, "/")
	_, name, _ = strings.Cut(name, ".")
	name = strings.NewReplacer("(*", "", ")", "").Replace(name)
	f = f.below(name)
	p := player{name: fmt.Sprintf("goroutine %d in %s", g.id, name), at: f, code: sourceLine(f), wait: g.state}
	if lines := sourceLines(f); f.line >= 1 && f.line <= len(lines) {
		p.took = locksTaken(lines[:f.line-1])
	}
	for _, caller := range g.frames[i+1:] {
		if caller.file != f.file {
			break
		}
		p.via = append(p.via, caller)
	}
	return p
}

// below is the frame at the first line of the function of that name, if the compiler
// gave it line 1, as it does in a loop in which nothing is done.
func (f frame) below(name string) frame {
	name, _, _ = strings.Cut(name, ".func") // a literal's own line is known to nobody
	name = name[strings.LastIndex(name, ".")+1:]
	for i, line := range sourceLines(f) {
		if f.line == 1 && strings.HasPrefix(line, "func ") && strings.Contains(line, " "+name+"(") {
			f.line = i + 1
		}
	}
	return f
}

func (f frame) place() string { return fmt.Sprintf("%s:%d", filepath.Base(f.file), f.line) }

func sourceLines(f frame) []string {
	source, _ := os.ReadFile(f.file)
	return strings.Split(string(source), "\n")
}

func sourceLine(f frame) string {
	if lines := sourceLines(f); f.line >= 1 && f.line <= len(lines) {
		return strings.TrimSpace(lines[f.line-1])
	}
	return ""
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
