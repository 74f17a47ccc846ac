package belief

import (
	"go/scanner"
	"go/token"
	"slices"
)

// likeness is how near the change to the syntax tree must be to that of a rejected
// fix. Below it, leaving out one fix at a time, every second one was told the
// belief of another: fixes that look alike are wrong for different reasons.
const likeness = 0.95

// Tell names the belief behind a fix that fails as found says, or reports that it
// cannot be told: only if the fixes that fail in the same way, and are nearly the
// same, are of one.
func (b *Bank) Tell(source []byte, found Signature) (Belief, bool) {
	return b.tell(shapeOf(source).less(b.broken), found, "")
}

// tell leaves out one fix.
func (b *Bank) tell(change shape, found Signature, without string) (told Belief, sure bool) {
	for _, f := range b.Fixes {
		if f.Slug == without || !b.alike(f.Signature, found) || near(f.change, change) < likeness {
			continue
		}
		if sure && f.Belief != told {
			return Belief{}, false
		}
		told, sure = f.Belief, true
	}
	return told, sure
}

// alike reports whether two fixes fail in the same way, whatever names their authors
// have made up.
func (b *Bank) alike(one, other Signature) bool {
	return one.Fault == other.Fault && one.Cause == other.Cause && slices.Equal(one.Tests, other.Tests) &&
		slices.Equal(one.Functions, other.Functions) && slices.Equal(b.given(one.Objects), b.given(other.Objects))
}

// given leaves of the names of objects what the broken program calls them, too.
func (b *Bank) given(objects []string) []string {
	var kept []string
	for _, o := range objects {
		name := ""
		scan([]byte(o), func(kind token.Token, word string) {
			switch {
			case kind == token.IDENT && !b.words[word]:
				name += "_"
			case kind == token.IDENT || kind.IsLiteral():
				name += word
			case kind != token.SEMICOLON: // which the scanner adds
				name += kind.String()
			}
		})
		kept = append(kept, name)
	}
	return sorted(kept)
}

// wordsOf are the names in a source, its author's and others.
func wordsOf(source []byte) map[string]bool {
	found := map[string]bool{}
	scan(source, func(kind token.Token, word string) {
		if kind == token.IDENT {
			found[word] = true
		}
	})
	return found
}

// scan calls each with the words of a source, as a compiler sees them.
func scan(source []byte, each func(kind token.Token, word string)) {
	var words scanner.Scanner
	words.Init(token.NewFileSet().AddFile("", -1, len(source)), source, nil, 0)
	for {
		_, kind, word := words.Scan()
		if kind == token.EOF {
			return
		}
		each(kind, word)
	}
}
