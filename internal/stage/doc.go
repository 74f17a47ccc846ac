// Package stage makes ordinary tests of concurrent programs certain: it brings
// goroutines together in the window where they can hurt each other, and it
// ends a test whose goroutines wait for each other, saying who waits where.
//
// It works from goroutine dumps (runtime.Stack), so it needs no help from the
// program under test and no real-time sleeps in it. It sees only what a dump
// shows. A timer that would wake somebody from a channel operation is
// invisible, so a test is called stuck only after half a second in which
// nothing moved, and a Door takes somebody who waits for a timer for blocked.
//
// Everything here looks at all goroutines of the process, so tests that use it
// must not run in parallel.
package stage
