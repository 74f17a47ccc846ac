//go:build race

package child

const share = 5
