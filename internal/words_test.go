package internal_test

import (
	"go/parser"
	"go/token"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// mayMatch lists the files that use regular expressions, and on what. A finding is
// data until its last line: no package of ours reads the words that another one
// makes of it.
var mayMatch = map[string]string{
	"internal/judge/words.go":      "what package testing, the race detector and goleak print, and positions in a lab's file",
	"internal/judge/build.go":      "the names of labs",
	"internal/judge/bank.go":       "which package the go command could not build",
	"internal/render/messages.go":  "what testify prints, and a test's advice what to do next",
	"internal/program/position.go": "a line of the program's source",
	"internal/play/turn.go":        "decisions that a browser sends",
	"internal/build/home.go":       "go.mod",
	"internal/build/errors.go":     "what the compiler prints",
	"internal/account/compiler.go": "what the compiler and the go command print",
	"internal/console/text.go":     "the colours of a terminal",
	"internal/build/twinedit.go":   "directives in the source of the standard library",
	"internal/stage/describe.go":   "a line of the program's source",
	"internal/course/checkout.go":  "go.mod",
	"internal/course/hints.go":     "hints.md",
	"internal/course/new.go":       "the name of a new lab",
	"internal/course/missing.go":   "the files of a lab",
	"internal/rewrite/refuse.go":   "identifiers of the program's source",
	"scripts/lab/explore.go":       "the names of tests, by the reader's own expression",
	"internal/pairs/linear.go":     "likewise",
	"internal/pairs/pairs.go":      "the names of methods, by the reader's own expression",
	"scripts/lab/pairs.go":         "the names of methods, by the reader's own expression",
	"scripts/lab/hunt.go":          "the names of tests, by the reader's own expression",
	"internal/survey/survey.go":    "the names of tests, by the reader's own expression",
	"internal/survey/selection.go": "likewise",
	"internal/program/starts.go":   "go statements of the program's source, by the reader's own expression",
	"internal/child/main.go":       "functions of the program, by the reader's own expression",
	"internal/audit/audit.go":      "the names of fixes, by the reader's own expression",
	"scripts/seeded/main.go":       "the names of faults, by the reader's own expression",
	"scripts/seeded/measure.go":    "likewise",
	"scripts/lab/benchengine.go":   "the names of programs, by the reader's own expression",
	"scripts/lab/verify.go":        "the names of fixes, by the reader's own expression",
	"internal/bench/bench.go":      "what go test -bench prints",
}

func TestNoPackageReadsTheWordsOfAnother(t *testing.T) {
	used := map[string]bool{}
	for _, folder := range []string{"internal", "scripts"} {
		forEachGoFile(t, folder, func(path string) {
			if strings.HasSuffix(path, "_test.go") {
				return
			}
			file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
			require.NoError(t, err)
			name := strings.TrimPrefix(filepath.ToSlash(path), "../")
			for _, spec := range file.Imports {
				if spec.Path.Value == `"regexp"` {
					used[name] = true
				}
			}
			assert.True(t, !used[name] || mayMatch[name] != "",
				"%s uses package regexp; if what it reads is not made by a package of ours, say in mayMatch what it is", name)
		})
	}
	for name := range mayMatch {
		assert.True(t, used[name], "%s uses no package regexp any more; take it off mayMatch", name)
	}
}
