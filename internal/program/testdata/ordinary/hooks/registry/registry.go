// Package registry has hooks that another package sets.
package registry

// Price and Counter are set when package maker is initialised.
var (
	Price   any // func(cake string) int
	Counter func() int
)
