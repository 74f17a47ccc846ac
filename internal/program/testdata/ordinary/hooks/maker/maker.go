// Package maker sets hooks.
package maker

import "racelab/internal/program/testdata/ordinary/hooks/registry"

var sold int

func init() {
	registry.Price = func(cake string) int { return len(cake) }
	registry.Counter = func() int { sold++; return sold }
}

// Sold returns how many cakes are sold.
func Sold() int { return sold }
