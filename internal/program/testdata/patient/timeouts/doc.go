// Package timeouts has waits that end after a time, and goroutines that are slower than that.
package timeouts
