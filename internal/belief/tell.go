package belief

// How sure one must be; measured over all rejected fixes, see TestLeaveOneOut.
const (
	likeness = 0.35 // of the change to the syntax tree
	margin   = 0.10 // by which fixes of other beliefs must be less like it
)

// Tell names the belief behind a fix that fails as found says, or reports that it
// cannot be told: only if the fixes that fail alike, and are like it, are of one.
func (b *Bank) Tell(source []byte, found Signature) (Belief, bool) {
	return b.tell(shapeOf(source).less(b.broken), found, "")
}

// tell leaves out one fix.
func (b *Bank) tell(change shape, found Signature, without string) (Belief, bool) {
	best, other := Fix{}, 0.0
	most := 0.0
	for _, f := range b.Fixes {
		if f.Slug == without || !alike(f.Signature, found) {
			continue
		}
		n := near(f.change, change)
		switch {
		case n > most && f.Belief != best.Belief:
			best, most, other = f, n, most
		case n > most:
			best, most = f, n
		case f.Belief != best.Belief:
			other = max(other, n)
		}
	}
	return best.Belief, most >= likeness && most-other >= margin
}

// alike reports whether two fixes fail in the same way.
func alike(a, b Signature) bool {
	return a.Fault == b.Fault && a.Cause == b.Cause && shares(a.Functions, b.Functions) && shares(a.Objects, b.Objects)
}
