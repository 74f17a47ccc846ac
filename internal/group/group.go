// Package group keeps a started program and the processes that it starts
// together, so that they end together.
package group
