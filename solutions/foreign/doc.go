// Package foreign prints labels with an old machine that speaks C. It needs
// cgo: where that is off, nothing but this comment is left of it.
package foreign
