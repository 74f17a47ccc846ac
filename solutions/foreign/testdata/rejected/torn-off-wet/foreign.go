// Rejected: the paper is torn off at once, so nobody comes while the ink dries; between printing and tearing off somebody still may.
// Belief: the-unlikely-does-not-happen

package foreign

/*
#include <stdio.h>

static char paper[64];

// print_label prints a label for a box, and returns the paper.
static const char *print_label(int pieces, _GoString_ cake) {
	snprintf(paper, sizeof paper, "%d x %.*s", pieces, (int)_GoStringLen(cake), _GoStringPtr(cake));
	return paper;
}

// print_price prints a slip with a price, and returns the paper.
static const char *print_price(int cents) {
	snprintf(paper, sizeof paper, "%d.%02d", cents / 100, cents % 100);
	return paper;
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
	paper := C.GoString(C.print_label(C.int(pieces), cake))
	p.dry()
	return paper
}

// Price returns a slip with a price.
func (p *Printer) Price(cents int) string {
	paper := C.GoString(C.print_price(C.int(cents)))
	p.dry()
	return paper
}
