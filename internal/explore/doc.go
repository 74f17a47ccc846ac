// Package explore is what tests call: [Test] runs its body under every schedule
// that matters, and fails with the shortest schedule that does. Package program
// builds and runs what is explored; its package comment and that of package build
// say what is rewritten and what is not.
package explore
