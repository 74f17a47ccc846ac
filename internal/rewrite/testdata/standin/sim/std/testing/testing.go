// Package testing stands in for the simulator's.
package testing

import "testing"

type (
	T = testing.T
	F = testing.F
	M = testing.M
)
