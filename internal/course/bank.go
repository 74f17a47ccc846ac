package course

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Kind is a sort of entry in a lab's bank of fixes.
type Kind string

// The kinds. The words are folders of testdata, too.
const (
	Broken   Kind = "broken"   // the lab as the course ships it
	Solution Kind = "solution" // the smallest fix
	Rejected Kind = "rejected" // plausible fixes that are wrong
	Accepted Kind = "accepted" // other fixes that are right
)

// An Entry is one file of a lab's bank, and what the course promises about it.
type Entry struct {
	Lab  Lab
	Kind Kind
	Slug string
	File string // relative to the checkout
	Why  string // the fix is right, or wrong, as its first line says

	Problem string // why it cannot be judged, such as a missing file
}

// Name is the entry's within its lab.
func (e Entry) Name() string {
	if e.Slug == "" {
		return string(e.Kind)
	}
	return string(e.Kind) + "/" + e.Slug
}

// Kept reports whether the verdict is the promised one. found holds every
// verdict of the run; it is empty when the file passes.
func (e Entry) Kept(v Verdict, found []Verdict) bool {
	switch e.Kind {
	case Solution, Accepted:
		return v == Pass
	case Rejected:
		// Not being able to tell is no rejection.
		return v != Pass && v != Inconclusive
	}
	for _, want := range e.Lab.Fails {
		if v != want && !slices.Contains(found, want) {
			return false
		}
	}
	return v != Pass
}

// Promise says what Kept asks for.
func (e Entry) Promise() string {
	switch e.Kind {
	case Solution, Accepted:
		return string(Pass)
	case Rejected:
		return "fails"
	}
	return strings.Join(Words(e.Lab.Fails), " + ")
}

// openings are how the files of a kind begin, with the reason behind that.
var openings = map[Kind]string{Rejected: "// Rejected: ", Accepted: "// Accepted: "}

// why is the reason with which a fix begins, or "".
func (k Kind) why(text string) string {
	if openings[k] == "" || !strings.HasPrefix(text, openings[k]) {
		return ""
	}
	line, _, _ := strings.Cut(text, "\n")
	return strings.TrimPrefix(line, openings[k])
}

// Bank lists everything there is to judge about a lab. The broken version is
// the pristine one: a learner's half-finished fix is no fault of the course.
func (c Checkout) Bank(l Lab) []Entry {
	entries := []Entry{
		{Lab: l, Kind: Broken, File: l.Pristine()},
		{Lab: l, Kind: Solution, File: l.Solution()},
	}
	for _, k := range []Kind{Rejected, Accepted} {
		dir := l.spoiler("testdata", string(k))
		slugs, err := os.ReadDir(c.Path(dir))
		if err != nil || len(slugs) == 0 {
			problem := fmt.Sprintf("there is no %s fix; add %s", k, filepath.Join(dir, "SLUG", l.Name+".go"))
			entries = append(entries, Entry{Lab: l, Kind: k, Problem: problem})
		}
		for _, d := range slugs {
			entries = append(entries, Entry{Lab: l, Kind: k, Slug: d.Name(), File: filepath.Join(dir, d.Name(), l.Name+".go")})
		}
	}
	for i := range entries {
		e := &entries[i]
		if e.Problem != "" {
			continue
		}
		text, err := os.ReadFile(c.Path(e.File))
		if err != nil {
			e.Problem = fmt.Sprintf("cannot read %s: %v; add it", e.File, err)
		}
		e.Why = e.Kind.why(string(text))
	}
	return entries
}
