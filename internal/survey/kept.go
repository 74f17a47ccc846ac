package survey

import (
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"racelab/internal/build"
	"racelab/internal/program"
)

// kept is a Found as data. What only the machine has on which it was found is left
// out: the program and the folder, which the reader of the data knows.
type kept struct {
	Name    string
	Module  string // as seen from the folder
	All     []string
	Results []keptResult
	Made    bool
	LeftOut int
	NotRun  build.NotRun
	Source  *build.SourceError
	Err     string
	Seconds float64
}

type keptResult struct {
	Result
	Err string // instead of the Result's
}

// MarshalJSON makes data of what was found, for another machine.
func (f *Found) MarshalJSON() ([]byte, error) {
	k := kept{Name: f.Name, All: f.All, Made: f.Made, LeftOut: f.LeftOut, NotRun: f.NotRun, Source: f.Source, Err: textOf(f.Err), Seconds: f.Seconds}
	if rel, err := filepath.Rel(f.Dir, f.Module()); err == nil {
		k.Module = filepath.ToSlash(rel)
	}
	for _, r := range f.Results {
		k.Results = append(k.Results, keptResult{r, textOf(r.Err)})
	}
	return json.Marshal(k)
}

// UnmarshalJSON reads such data; Dir is left for the caller to set.
func (f *Found) UnmarshalJSON(text []byte) error {
	var k kept
	if err := json.Unmarshal(text, &k); err != nil {
		return err
	}
	*f = Found{Package: Package{Name: k.Name, Tests: true}, module: k.Module, All: k.All, Made: k.Made, LeftOut: k.LeftOut, NotRun: k.NotRun, Source: k.Source, Err: errorOf(k.Err), Seconds: k.Seconds}
	for _, r := range k.Results {
		r.Result.Err = errorOf(r.Err)
		f.Results = append(f.Results, r.Result)
	}
	return nil
}

func textOf(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

func errorOf(text string) error {
	if text == "" {
		return nil
	}
	return errors.New(text)
}

// Module is the folder of the module that the package belongs to, or its own.
func (f *Found) Module() string {
	if f.Program != nil && f.Program.Module() != "" {
		return f.Program.Module()
	}
	return filepath.Join(f.Dir, filepath.FromSlash(f.module))
}

// ReplayCommand makes a command line of a schedule of a test.
func (f *Found) ReplayCommand(test string) func(schedule string) string {
	return program.ReplayCommand(f.Name, test)
}

// Show tells a watcher of what was found at an earlier time.
func (f *Found) Show(to Watcher) {
	if f.Source == nil && f.Err == nil {
		var tests []string
		for _, r := range f.Results {
			tests = append(tests, r.Test)
		}
		to.Begin(f, tests)
	}
	for _, r := range f.Results {
		to.Result(f, r)
	}
	to.End(f)
}

// Recognize marks what the reader has accepted; see Survey.Known.
func (f *Found) Recognize(s *Survey) {
	for i := range f.Results {
		if r := &f.Results[i]; s.Known != nil && r.acceptable() {
			r.Known = s.Known(f.Package, r.Report)
		}
	}
}

// Verdict is what was found, without what depends on how fast the machine was.
func (f *Found) Verdict() string {
	switch {
	case f.Source != nil:
		return "does not build"
	case f.Err != nil:
		return "cannot be explored"
	}
	var words []string
	for _, r := range f.Results {
		word := "has no report"
		if r.Report != nil {
			word = string(r.Report.Outcome)
		}
		if r.failed() {
			word += fmt.Sprintf(" (%s)", KindOf(r.Report))
		}
		words = append(words, r.Test+" "+word)
	}
	return strings.Join(words, ", ")
}
