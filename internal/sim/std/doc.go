// Package std is the home of the simulated packages: what instrumented programs
// import instead of sync, time and others. It has nothing but a test that they
// have the same interface as the real ones.
package std
