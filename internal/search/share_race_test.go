//go:build race

package search

const share = 5
