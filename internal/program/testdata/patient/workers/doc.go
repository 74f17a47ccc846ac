// Package workers has goroutines that work until a test, which sleeps meanwhile, stops them.
package workers
