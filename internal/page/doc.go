// Package page shows an execution step by step in a browser: the source with a
// marker for each goroutine at its next step, what each of them does or waits
// for, and what is in the variables, locks and channels they share.
//
// Export writes one file that needs nothing else: no network, no server. Play
// is the page of a game in which the reader is the scheduler; whoever serves it
// answers with States.
package page
