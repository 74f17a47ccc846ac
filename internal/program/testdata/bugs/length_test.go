package bugs

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// want: assertion "looks at the length"
func TestAssertsTheLength(t *testing.T) {
	tray := make(chan int, 2)
	both(func() { tray <- 1 }, func() {
		assert.Len(t, tray, 1) // here
	})
}

// want: passed
func TestAssertsTheLengthFixed(t *testing.T) {
	tray := make(chan int, 2)
	assert.Empty(t, tray)
	both(func() { tray <- 1 }, func() {})
	assert.Len(t, tray, 1)
	assert.NotEmpty(t, (<-chan int)(tray))
	assert.Lenf(t, (chan<- int)(tray), 1, "on the tray")
	assert.New(t).Empty((chan int)(nil))
	<-tray
	assert.Empty(t, tray)
}
