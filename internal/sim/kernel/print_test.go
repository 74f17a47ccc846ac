package kernel

import (
	"reflect"
	"testing"
	"unsafe"

	"github.com/stretchr/testify/assert"
)

// What is too large to be compared is like nothing, not even like itself, and takes
// no longer than what is not.
func TestAPrintOfMuchIsLikeNoOther(t *testing.T) {
	same := func(a, b any) bool { return printOf(reflect.ValueOf(a)).Same(printOf(reflect.ValueOf(b))) }
	var small, other [mostParts - 1]byte
	assert.True(t, same(small, other))
	other[mostParts-2] = 1
	assert.False(t, same(small, other))

	var large, changed [2 * mostParts]byte
	changed[len(changed)-1] = 1
	assert.False(t, same(large, changed), "they differ at their ends")

	endless := make([]struct{}, 1<<60)
	assert.True(t, same(endless, endless), "the same place, which is looked at when the program does")
	assert.False(t, same([]*[]struct{}{&endless}, []*[]struct{}{&endless}))
}

// A program may make smaller things of a type than that says, if it knows which they are. What
// lies behind them is no part of them.
func TestAPointerThatLeadsNowhere(t *testing.T) {
	n := struct{ kids []string }{}
	same := func() bool { return printOf(reflect.ValueOf(&n).Elem()).Same(printOf(reflect.ValueOf(&n).Elem())) }
	assert.True(t, same())
	*(*[3]uintptr)(unsafe.Pointer(&n)) = [3]uintptr{0, 2, 2}
	assert.False(t, same(), "nobody can tell")
}
