// Package polled has tests that poll the clock for longer than a program may leave a thing alone.
package polled
