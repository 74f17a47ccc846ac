package belief

import "slices"

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
		if f.Slug == without || !alike(f.Signature, found) || near(f.change, change) < likeness {
			continue
		}
		if sure && f.Belief != told {
			return Belief{}, false
		}
		told, sure = f.Belief, true
	}
	return told, sure
}

// alike reports whether two fixes fail in the same way.
func alike(a, b Signature) bool {
	return a.Fault == b.Fault && a.Cause == b.Cause && slices.Equal(a.Tests, b.Tests) &&
		slices.Equal(a.Functions, b.Functions) && slices.Equal(a.Objects, b.Objects)
}
