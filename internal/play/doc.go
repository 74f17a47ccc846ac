// Package play is a game in which the player is the scheduler: a test of a real
// program stands still between two steps, and the player says who makes the
// next one. It wins by bringing the test to fail.
//
// Every position is reached by running the instrumented program from its start,
// so to take a step back is as easy as to take one. The game is played on a web
// page that Serve serves, or in a terminal.
package play
