// Accepted: the C functions print on a paper that the caller brings, so nothing is shared.

package foreign

/*
#include <stdio.h>

enum { room = 64 };

// print_label prints a label for a box on a paper with that much room.
static void print_label(char *paper, int pieces, _GoString_ cake) {
	snprintf(paper, room, "%d x %.*s", pieces, (int)_GoStringLen(cake), _GoStringPtr(cake));
}

// print_price prints a slip with a price on a paper with that much room.
static void print_price(char *paper, int cents) {
	snprintf(paper, room, "%d.%02d", cents / 100, cents % 100);
}
*/
import "C"

// Printer prints labels and prices. Its methods may be called by any number of
// clerks at the same time.
type Printer struct {
	dry func()
}

// New returns a printer. Dry waits until the ink is dry; it is called once for
// everything that is printed, before the paper is torn off.
func New(dry func()) *Printer { return &Printer{dry: dry} }

// Label returns a label for a box with so many pieces of a cake. What does not
// fit on the paper is left out: it has room for 63 letters.
func (p *Printer) Label(pieces int, cake string) string {
	var paper [C.room]C.char
	C.print_label(&paper[0], C.int(pieces), cake)
	p.dry()
	return C.GoString(&paper[0])
}

// Price returns a slip with a price.
func (p *Printer) Price(cents int) string {
	var paper [C.room]C.char
	C.print_price(&paper[0], C.int(cents))
	p.dry()
	return C.GoString(&paper[0])
}
