package build

import (
	"os"
	"path/filepath"
	"strings"
)

// ticksFirst reports whether the testify that the program uses waits for a tick before it asks
// a condition for the first time; see rewrite.Config. Its source says so, whatever version a fork
// has: what asks at once starts a goroutine before its loop.
func (l *loader) ticksFirst() bool {
	p := l.listed["github.com/stretchr/testify/assert"]
	if p == nil {
		return false
	}
	text, err := os.ReadFile(filepath.Join(p.Dir, "assertions.go"))
	if err != nil {
		return false // that is for the compiler to tell
	}
	_, from, found := strings.Cut(string(text), "\nfunc Eventually(")
	body, _, _ := strings.Cut(from, "\n}\n")
	return found && !strings.Contains(body, "\n\tgo ")
}
