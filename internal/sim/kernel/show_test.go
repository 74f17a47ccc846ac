package kernel

import (
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
)

func TestAValueInWords(t *testing.T) {
	type oven int
	for _, c := range []struct {
		v    any
		want string
	}{
		{time.Millisecond, "1ms"},
		{4 * time.Minute, "4m0s"},
		{[]time.Duration{0, time.Second}, "[0s 1s]"},
		{int64(1000000), "1000000"},
		{oven(7), "7"},
		{"cake", `"cake"`},
		{errors.New("fog"), "fog"},
		{nil, "nil"},
		{struct{ n int }{1}, ""},
	} {
		assert.Equal(t, c.want, word(c.v))
	}
}
