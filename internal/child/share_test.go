//go:build !race

package child

// share is which part, one of so many, is done of what the race detector makes ten times as
// slow, and finds nothing new in: the explorer moves one goroutine at a time. scripts/check
// tests this package without it too.
const share = 1
