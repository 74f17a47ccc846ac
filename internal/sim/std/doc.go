// Package std is the home of the simulated packages: what instrumented programs
// import instead of sync, time and others. It lists them; a test compares each
// with the real one.
package std
