package kernel

// A cell is what is known about eight bytes of memory: the accesses that no
// later one has made irrelevant, so that a new one can be checked against them
// (after FastTrack, Flanagan and Freund, 2009, with one entry for each set of
// bytes), and the clocks that atomic operations on it hand on: two, since two
// variables of four bytes may share a cell and yet order nothing between them.
type cell struct {
	addr  uintptr
	epoch uint64 // in which it means something
	used  []use
	sync  [2]Sync
}

// cells is a hash table with linear probing. Those of earlier executions are free, so
// that there is nothing to clear.
var (
	cells = make([]cell, 1<<8)
	shift = 64 - 8
	taken int
)

func forgetMemory() { taken = 0 }

// cellAt returns the cell at addr. It may move when another one is asked for.
func cellAt(addr uintptr) *cell {
	if c := &cells[home(addr)]; c.addr == addr && c.epoch == epoch { // as mostly
		return c
	}
	c := seek(addr)
	if c.epoch == epoch {
		return c
	}
	if 2*taken >= len(cells) {
		more()
		c = seek(addr)
	}
	taken++
	c.addr, c.epoch, c.used = addr, epoch, c.used[:0]
	return c
}

// home is where the cell at addr lies if no other one does.
func home(addr uintptr) uint64 { return uint64(addr) * 0x9e3779b97f4a7c15 >> shift }

// seek returns the cell at addr, or a free one where it may be.
func seek(addr uintptr) *cell {
	mask := len(cells) - 1
	for i := int(home(addr)); ; i++ {
		if c := &cells[i&mask]; c.epoch != epoch || c.addr == addr {
			return c
		}
	}
}

// more doubles the table.
func more() {
	old := cells
	cells, shift = make([]cell, 2*len(old)), shift-1
	for i := range old {
		if c := &old[i]; c.epoch == epoch {
			*seek(c.addr) = *c
		}
	}
}
