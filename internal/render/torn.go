package render

import "racelab/internal/trace"

// tornRows finds the atomicity violations of an execution: a goroutine reads
// something, another one changes it, and the first comes back to it (the
// unserialisable interleavings of Lu et al., "AVIO", 2006, but for those that
// begin with a write). It returns the three rows of each; of several changes,
// the last. Synchronisation is not looked at, so some of them may be harmless.
func tornRows(rows []row) map[int]bool {
	type use struct{ task, object int }
	type change struct{ row, task int }
	torn := map[int]bool{}
	read := map[use]int{} // the row of the last use, if that was a read
	changed := map[int]change{}
	for i, r := range rows {
		for _, s := range r.steps {
			looks, changes := memory(s.Op)
			if s.Object < 0 || !looks && !changes {
				continue
			}
			by := use{s.Task, s.Object}
			from, pending := read[by]
			if c, any := changed[s.Object]; pending && any && c.row > from && c.task != s.Task {
				torn[from], torn[c.row], torn[i] = true, true, true
			}
			delete(read, by)
			if looks {
				read[by] = i
			}
			if changes {
				changed[s.Object] = change{i, s.Task}
			}
		}
	}
	return torn
}

func memory(op trace.Op) (looks, changes bool) {
	switch op {
	case trace.OpRead, trace.OpAtomicLoad:
		return true, false
	case trace.OpWrite, trace.OpAtomicStore:
		return false, true
	case trace.OpAtomicUpdate:
		return true, true
	}
	return false, false
}
