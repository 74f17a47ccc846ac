// Package contributing carries out what .github/CONTRIBUTING.md tells a newcomer to
// do, in a scratch copy of the checkout: its test follows the examples, with the
// commands that stand there, so that they stay true.
package contributing
