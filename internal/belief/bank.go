package belief

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"racelab/internal/course"
)

// A Bank holds the rejected fixes of one lab, and how each of them fails.
type Bank struct {
	Lab   course.Lab
	Fixes []Fix

	broken shape
	words  map[string]bool // of the broken lab
	tests  []byte
}

// A Fix is a rejected one.
type Fix struct {
	Slug      string
	Belief    Belief
	Signature Signature
	Source    []byte

	change shape // against the broken lab
}

// Load reads the bank of a lab.
func Load(c course.Checkout, l course.Lab) (*Bank, error) {
	b := &Bank{Lab: l}
	broken, err := os.ReadFile(c.Path(l.Pristine()))
	tests, err2 := os.ReadFile(c.Path(l.Tests()))
	if err := errors.Join(err, err2); err != nil {
		return nil, err
	}
	b.broken, b.words, b.tests = shapeOf(broken), wordsOf(broken), tests
	kept, err := signatures(c, l)
	if err != nil {
		return nil, err
	}
	for _, e := range c.Bank(l) {
		if e.Kind != course.Rejected {
			continue
		}
		source, err := os.ReadFile(c.Path(e.File))
		if err != nil {
			return nil, err
		}
		f := Fix{Slug: e.Slug, Signature: kept[e.Slug], Source: source, change: shapeOf(source).less(b.broken)}
		var known bool
		if f.Belief, known = Find(named(source)); !known {
			return nil, fmt.Errorf("%s names no belief of internal/belief/table.go\nhint: write // Belief: ID below what it says first", e.File)
		}
		b.Fixes = append(b.Fixes, f)
	}
	return b, nil
}

// named is the ID of the belief that a fix names.
func named(source []byte) string {
	_, line, _ := strings.Cut(string(source), "\n// Belief: ")
	id, _, _ := strings.Cut(line, "\n")
	return id
}

// Fresh reports whether the signature of a fix was written for what it and the
// tests are now.
func (b *Bank) Fresh(f Fix) bool { return f.Signature.Of == Mark(f.Source, b.tests) }

// A Held belief is one that fixes of a lab name.
type Held struct {
	Belief Belief
	Fixes  []string
}

// Beliefs are those that the fixes name, each once, in the order of All.
func (b *Bank) Beliefs() (held []Held) {
	for _, belief := range All {
		h := Held{Belief: belief}
		for _, f := range b.Fixes {
			if f.Belief == belief {
				h.Fixes = append(h.Fixes, f.Slug)
			}
		}
		if len(h.Fixes) > 0 {
			held = append(held, h)
		}
	}
	return held
}

// File is where the signatures of a lab's rejected fixes are kept.
func File(l course.Lab) string {
	return filepath.Join("solutions", l.Name, "testdata", "signatures.json")
}

func signatures(c course.Checkout, l course.Lab) (kept map[string]Signature, err error) {
	text, err := os.ReadFile(c.Path(File(l)))
	if errors.Is(err, fs.ErrNotExist) {
		return map[string]Signature{}, nil
	}
	if err == nil {
		err = json.Unmarshal(text, &kept)
	}
	return kept, err
}

// Keep writes signatures beside those that are kept, by the names of the fixes, and
// drops those of fixes that have gone.
func Keep(c course.Checkout, l course.Lab, found map[string]Signature) error {
	kept, err := signatures(c, l)
	if err != nil {
		return err
	}
	there := map[string]Signature{}
	for _, e := range c.Bank(l) {
		if e.Kind != course.Rejected {
			continue
		}
		if s, judged := found[e.Slug]; judged {
			there[e.Slug] = s
		} else if s, before := kept[e.Slug]; before {
			there[e.Slug] = s
		}
	}
	text, err := json.MarshalIndent(there, "", "\t")
	if err != nil {
		return err
	}
	return os.WriteFile(c.Path(File(l)), append(text, '\n'), 0o644)
}
