package belief

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"racelab/internal/judge"
	"racelab/internal/trace"
)

// A Signature is how a fix fails, without what changes from run to run, and
// without line numbers, by which two files would never be alike.
type Signature struct {
	Of        string   `json:"of"` // which fix and tests; see Mark
	Fault     string   `json:"fault"`
	Cause     string   `json:"cause,omitempty"`
	Tests     []string `json:"tests,omitempty"`     // that failed: of the explorer's, if any of these did
	Functions []string `json:"functions,omitempty"` // of the fix, in which it happens
	Objects   []string `json:"objects,omitempty"`   // that the cause names, without what they belong to
}

// Mark is a short name for a fix and the tests that it fails: for their words as a
// compiler sees them, without comments, and without what strings say.
func Mark(source, tests []byte) string {
	sum := sha256.New()
	for _, text := range [][]byte{source, tests} {
		scan(text, func(kind token.Token, word string) {
			if kind == token.STRING {
				word = ""
			}
			fmt.Fprintln(sum, kind, word)
		})
	}
	return hex.EncodeToString(sum.Sum(nil)[:6])
}

// SignatureOf is that of a result on the source of a lab. The explorer's report
// tells most, and the same on every run; without one, the verdict is all.
func SignatureOf(lab string, source, tests []byte, r judge.Result) Signature {
	s := Signature{Of: Mark(source, tests), Fault: string(r.Verdict)}
	var lines []int
	for _, report := range r.Reports {
		if report.Outcome != trace.Failed || report.Failure == nil {
			continue
		}
		if s.Tests == nil {
			s.Fault, s.Cause = string(report.Failure.Fault), string(report.Failure.Cause.Kind)
			lines, s.Objects = placesOf(lab, report)
		}
		s.Tests = append(s.Tests, report.Test)
	}
	if s.Tests == nil {
		s.Tests = r.Failed
	}
	if s.Cause == "" {
		lines = linesOf(r.Places)
	}
	s.Tests = sorted(slices.Clone(s.Tests))
	s.Functions = functionsAt(source, lines)
	return s
}

// placesOf lists the lines of the lab's file that a report speaks of, and the
// objects.
func placesOf(lab string, r *trace.Report) (lines []int, objects []string) {
	places, names := slices.Clone(r.Failure.Cause.Places), slices.Clone(r.Failure.Cause.Names)
	for _, w := range r.Failure.Waits {
		places, names = append(places, w.Where, w.Taken), append(names, w.Name)
	}
	if r.Race != nil {
		places = append(places, r.Race.First.Where, r.Race.Second.Where)
	}
	for _, p := range places {
		if filepath.Base(p.File) == lab+".go" {
			lines = append(lines, p.Line)
		}
	}
	for _, name := range names {
		if name = name[strings.LastIndex(name, ".")+1:]; name != "" {
			objects = append(objects, name)
		}
	}
	return lines, sorted(objects)
}

// linesOf takes the numbers from FILE:LINE.
func linesOf(places []string) (lines []int) {
	for _, p := range places {
		if n, err := strconv.Atoi(p[strings.LastIndex(p, ":")+1:]); err == nil {
			lines = append(lines, n)
		}
	}
	return lines
}

// functionsAt names the functions that hold lines of a source.
func functionsAt(source []byte, lines []int) (names []string) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "", source, parser.SkipObjectResolution)
	if err != nil {
		return nil
	}
	for _, d := range file.Decls {
		f, ok := d.(*ast.FuncDecl)
		holds := func(line int) bool {
			return fset.Position(f.Pos()).Line <= line && line <= fset.Position(f.End()).Line
		}
		if ok && slices.ContainsFunc(lines, holds) {
			names = append(names, f.Name.Name)
		}
	}
	return sorted(names)
}

// sorted is without what is there twice.
func sorted(words []string) []string {
	slices.Sort(words)
	return slices.Compact(words)
}
