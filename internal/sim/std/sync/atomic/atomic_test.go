package atomic_test

import (
	"fmt"
	real "sync/atomic"
	"testing"
	"unsafe"

	"github.com/stretchr/testify/assert"

	"racelab/internal/sim/kernel"
	"racelab/internal/sim/std/simtest"
	"racelab/internal/sim/std/sync/atomic"
)

type number[V any] interface {
	Load() V
	Store(V)
	Swap(V) V
	CompareAndSwap(a, b V) bool
	Add(V) V
	And(V) V
	Or(V) V
}

func use[V int32 | int64 | uint32 | uint64 | uintptr](n number[V]) string {
	n.Store(6)
	return fmt.Sprint(n.Load(), n.Add(1), n.And(5), n.Or(8), n.Swap(3), n.CompareAndSwap(3, 4), n.CompareAndSwap(3, 9), n.Load())
}

func TestNumbersDoWhatTheRealOnesDo(t *testing.T) {
	want := use[int32](new(real.Int32))
	all := func() []string {
		return []string{use[int32](new(atomic.Int32)), use[int64](new(atomic.Int64)), use[uint32](new(atomic.Uint32)),
			use[uint64](new(atomic.Uint64)), use[uintptr](new(atomic.Uintptr))}
	}
	for _, got := range all() {
		assert.Equal(t, want, got)
	}
	simtest.Record(func() {
		for _, got := range all() {
			assert.Equal(t, want, got)
		}
	})
}

func TestBoolPointerValue(t *testing.T) {
	var b atomic.Bool
	b.Store(true)
	assert.True(t, b.Swap(false))
	assert.True(t, b.CompareAndSwap(false, true))
	assert.False(t, b.CompareAndSwap(false, true))
	assert.True(t, b.Load())
	var p atomic.Pointer[int]
	assert.Nil(t, p.Load())
	v, w := 1, 2
	p.Store(&v)
	assert.True(t, p.CompareAndSwap(&v, &w))
	assert.Same(t, &w, p.Swap(nil))
	var u unsafe.Pointer
	assert.True(t, atomic.CompareAndSwapPointer(&u, nil, unsafe.Pointer(&v)))
}

func TestValuePanicsAsTheRealOneDoes(t *testing.T) {
	type api interface {
		Load() any
		Store(any)
		Swap(any) any
		CompareAndSwap(a, b any) bool
	}
	try := func(v api) (said []string) {
		for _, f := range []func() any{
			func() any { return v.Load() },
			func() any { v.Store(nil); return 0 },
			func() any { return v.Swap(nil) },
			func() any { return v.CompareAndSwap(nil, nil) },
			func() any { return v.CompareAndSwap(1, 2) },
			func() any { return v.CompareAndSwap(nil, 1) },
			func() any { v.Store("text"); return 0 },
			func() any { return v.Swap("text") },
			func() any { return v.CompareAndSwap(1, "x") },
			func() any { return v.CompareAndSwap("x", "y") },
			func() any { return v.CompareAndSwap(1, 2) },
			func() any { return v.Swap(3) },
			func() any { return v.Load() },
		} {
			func() {
				defer func() { said = append(said, fmt.Sprint(recover())) }()
				said = append(said, fmt.Sprint(f()))
			}()
		}
		return said
	}
	assert.Equal(t, try(new(real.Value)), try(new(atomic.Value)))
}

func TestUpdatesAreNotLost(t *testing.T) {
	run := func(add func(n *atomic.Int32)) []string {
		var n *atomic.Int32
		return simtest.Outcomes(func() {
			n = &atomic.Int32{}
			kernel.Spawn(func() { add(n) })
			kernel.Spawn(func() { add(n) })
		}, func(x *kernel.Exec) string { return fmt.Sprint(n.Load(), simtest.Stuck(x)) })
	}
	assert.Equal(t, []string{"2done"}, run(func(n *atomic.Int32) { n.Add(1) }))
	assert.Equal(t, []string{"1done", "2done"}, run(func(n *atomic.Int32) { n.Store(n.Load() + 1) }))
}

func TestNilPanicsWhereItIsUsed(t *testing.T) {
	x := simtest.Run(func() { (*atomic.Int32)(nil).Add(1) })
	assert.Contains(t, simtest.Stuck(x), "nil pointer dereference")
}
