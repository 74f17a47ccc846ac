package sync_test

import (
	"fmt"
	real "sync"
	"testing"

	"github.com/stretchr/testify/assert"

	"racelab/internal/sim/std/simtest"
	"racelab/internal/sim/std/sync"
)

type mapAPI interface {
	Load(any) (any, bool)
	Store(any, any)
	LoadOrStore(any, any) (any, bool)
	LoadAndDelete(any) (any, bool)
	Delete(any)
	Swap(any, any) (any, bool)
	CompareAndSwap(any, any, any) bool
	CompareAndDelete(any, any) bool
	Range(func(any, any) bool)
	Clear()
}

func useMap(m mapAPI) (said []string) {
	say := func(v ...any) { said = append(said, fmt.Sprintln(v...)) }
	two := func(v any, ok bool) { say(v, ok) }
	two(m.Load(1))
	m.Store(1, "a")
	two(m.Load(1))
	two(m.LoadOrStore(1, "b"))
	two(m.LoadOrStore(2, "c"))
	two(m.Swap(2, "d"))
	two(m.Swap(3, "e"))
	say(m.CompareAndSwap(3, "x", "y"), m.CompareAndSwap(3, "e", "y"), m.CompareAndSwap(9, nil, 1))
	say(m.CompareAndDelete(3, "e"), m.CompareAndDelete(3, "y"))
	two(m.LoadAndDelete(2))
	two(m.LoadAndDelete(2))
	m.Delete(77)
	m.Range(func(k, v any) bool { say(k, v); return true })
	m.Clear()
	m.Range(func(k, v any) bool { say("left", k, v); return true })
	return said
}

func TestMapDoesWhatTheRealOneDoes(t *testing.T) {
	want := useMap(&real.Map{})
	assert.Equal(t, want, useMap(&sync.Map{}), "outside an execution")
	var got []string
	x := simtest.Record(func() { got = useMap(&sync.Map{}) })
	assert.Equal(t, "done", simtest.Stuck(x))
	assert.Equal(t, want, got, "inside")
}

func TestMapStoresOfOneKeyExclude(t *testing.T) {
	got := outcomes(func(say func(string)) []func() {
		var m sync.Map
		store := func(v string) func() {
			return func() {
				actual, _ := m.LoadOrStore("k", v)
				say(actual.(string))
			}
		}
		return []func(){store("a"), store("b")}
	})
	assert.Equal(t, []string{"aa", "bb"}, got)
}

func TestRangeMeetsWhatIsThereWhenItBegins(t *testing.T) {
	got := outcomes(func(say func(string)) []func() {
		var m sync.Map
		m.Store("a", 1)
		return []func(){
			m.Clear,
			func() { m.Range(func(k, _ any) bool { say(k.(string)); m.Store("b", 2); return true }) },
		}
	})
	assert.Equal(t, []string{"", "a", "ab"}, got)
}

func TestPoolMayBeEmptyAtAnyTime(t *testing.T) {
	got := outcomes(func(say func(string)) []func() {
		return []func(){func() {
			p := sync.Pool{New: func() any { return "new" }}
			p.Put("used")
			say(p.Get().(string))
		}}
	})
	assert.Equal(t, []string{"new", "used"}, got)
	p := sync.Pool{}
	assert.Nil(t, p.Get())
}

func TestOnceFuncsRememberTheirPanic(t *testing.T) {
	n := 0
	f := sync.OnceFunc(func() { n++; panic("boom") })
	assert.PanicsWithValue(t, "boom", f)
	assert.PanicsWithValue(t, "boom", f)
	v := sync.OnceValue(func() int { n++; return n })
	assert.Equal(t, []int{2, 2}, []int{v(), v()})
	a, b := sync.OnceValues(func() (int, error) { return 1, nil })()
	assert.Equal(t, 1, a)
	assert.NoError(t, b)
}

func TestOutsideAnExecutionNobodyWaits(t *testing.T) {
	const said = "explorer: a package initialiser waits for a mutex; do that in a test"
	var mu sync.Mutex
	mu.Lock()
	assert.False(t, mu.TryLock())
	assert.PanicsWithValue(t, said, mu.Lock)
	mu.Unlock()
	assert.Panics(t, mu.Unlock)
	var rw sync.RWMutex
	rw.RLock()
	rw.RLock()
	assert.PanicsWithValue(t, said, rw.Lock)
	assert.False(t, rw.TryLock())
	rw.RUnlock()
	rw.RUnlock()
	rw.Lock()
	assert.False(t, rw.TryRLock())
	assert.PanicsWithValue(t, said, rw.RLock)
	rw.Unlock()
	var wg sync.WaitGroup
	wg.Wait()
	wg.Go(func() {})
	wg.Wait()
	sync.NewCond(&mu).Broadcast()
}

// TestLocksOrderMemory sees to it that each kind of synchronisation is one in
// the eyes of the search for data races, and that what is none is none.
func TestLocksOrderMemory(t *testing.T) {
	type program = func(v *int)
	write := func(v *int) { kernelWrite(v) }
	for name, p := range map[string]program{
		"mutex": func(v *int) {
			var mu sync.Mutex
			f := func() { mu.Lock(); write(v); mu.Unlock() }
			tasks(f, f)()
		},
		"rwmutex": func(v *int) {
			var rw sync.RWMutex
			f := func() { rw.Lock(); write(v); rw.Unlock() }
			tasks(f, func() { rw.RLock(); kernelRead(v); rw.RUnlock() }, f)()
		},
		"wait group": func(v *int) {
			var wg sync.WaitGroup
			wg.Go(func() { write(v) })
			wg.Wait()
			write(v)
		},
		"once": func(v *int) {
			var once sync.Once
			f := func() { once.Do(func() { write(v) }); kernelRead(v) }
			tasks(f, f)()
		},
		"map": func(v *int) {
			var m sync.Map
			tasks(func() { write(v); m.Store(1, 1) }, func() {
				if _, ok := m.Load(1); ok {
					write(v)
				}
			})()
		},
		"pool": func(v *int) {
			var p sync.Pool
			tasks(func() { write(v); p.Put(1) }, func() {
				if p.Get() != nil {
					write(v)
				}
			})()
		},
	} {
		body := func() { p(new(int)) }
		assert.Equal(t, []string{"done"}, simtest.Outcomes(body, simtest.Stuck), name)
	}
	racy := func() {
		v, rw := new(int), &sync.RWMutex{}
		f := func() { rw.RLock(); write(v); rw.RUnlock() }
		tasks(f, f)()
	}
	assert.Equal(t, []string{"race; "}, simtest.Outcomes(racy, simtest.Stuck))
}
