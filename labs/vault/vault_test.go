package vault

import (
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"

	"racelab/internal/explore"
	"racelab/internal/stage"

	"github.com/stretchr/testify/assert"
)

func checkLowest(t *testing.T, want, got int, ok bool) {
	t.Helper()
	assert.True(t, ok, "a vault that %d opens was tried with every combination", want)
	assert.Equal(t, want, got,
		"the lowest combination that opens the vault.\n"+
			"The bank pays for the lowest, and one worker alone would have named it.")
}

// Two combinations open the vault. One attempt takes so long that everybody
// else has done by then what they can.
func TestTheLowestCombinationIsNamed(t *testing.T) {
	for _, slow := range []int{0, 10, 11} {
		for _, workers := range []int{1, 2, 3} {
			t.Run(fmt.Sprintf("Slow%dWorkers%d", slow, workers), func(t *testing.T) {
				v := New(16, func(c int) bool {
					if c == slow {
						stage.NewDoor(100).Enter()
					}
					return c == 10 || c == 11
				})
				var got int
				var ok bool
				stage.Run(t, func() { got, ok = v.Crack(workers) })
				checkLowest(t, 10, got, ok)
			})
		}
	}
}

func TestNobodyGoesOnInVain(t *testing.T) {
	const workers, lowest = 3, 5
	var inVain atomic.Int64
	v := New(300, func(c int) bool {
		if c > lowest {
			inVain.Add(1)
			stage.NewDoor(100).Enter() // until nobody else can do more
		}
		return c == lowest
	})
	var got int
	var ok bool
	stage.Run(t, func() { got, ok = v.Crack(workers) })
	checkLowest(t, lowest, got, ok)
	assert.LessOrEqual(t, inVain.Load(), int64(3*workers),
		"combinations above %d, which opens the vault, that %d workers tried of nearly 300.\n"+
			"It is found, and they go on for nothing.", lowest, workers)
}

func TestAllWorkersTryAtTheSameTime(t *testing.T) {
	workers := 1 + max(runtime.NumCPU(), runtime.GOMAXPROCS(0)) // hands, not processors
	together := stage.NewDoor(workers + 1)
	v := New(4*workers, func(int) bool { together.Enter(); return false })
	stage.Run(t, func() {
		_, ok := v.Crack(workers)
		assert.False(t, ok, "a vault that nothing opens")
	})
	assert.Equal(t, workers, together.Most(),
		"there are %d workers; this many tried a combination at the same time.\n"+
			"One by one they are no quicker than one.", workers)
}

func TestEveryCombinationIsTriedOnce(t *testing.T) {
	const combinations = 50
	want := map[int]int{}
	for c := range combinations {
		want[c] = 1
	}
	for _, workers := range []int{1, 4, combinations + 10} {
		var mu sync.Mutex
		tried := map[int]int{}
		v := New(combinations, func(c int) bool {
			mu.Lock()
			defer mu.Unlock()
			tried[c]++
			return false
		})
		stage.Run(t, func() { v.Crack(workers) })
		assert.Equal(t, want, tried,
			"how often each combination was tried by %d workers on a vault that nothing opens.", workers)
	}
}

func TestALockedVaultIsCracked(t *testing.T) {
	stage.Run(t, func() {
		for _, secret := range []int{41, 0, 63} {
			v := Lock(64, secret)
			for range 2 { // it is locked again, and cracked again
				got, ok := v.Crack(2)
				checkLowest(t, secret, got, ok)
			}
		}
	})
}

func TestTheLowestCombinationIsNamedOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		together := stage.NewDoor(2)
		v := New(4, func(c int) bool {
			together.Enter()
			return c == 1 || c == 2
		})
		got, ok := v.Crack(2)
		checkLowest(t, 1, got, ok)
		explore.Sometimes("two workers try at the same time", together.Most() == 2)
	})
}

// Whoever begins goes on when nobody else can move. By then everybody has begun.
func TestBothWorkersAreAtWorkOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		var begun atomic.Int64
		v := New(4, func(int) bool {
			begun.Add(1)
			stage.Settle()
			assert.GreaterOrEqual(t, begun.Load(), int64(2), "Two workers crack a vault, and one tries the first combination until nobody can do more; combinations that were begun.")
			return false
		})
		v.Crack(2)
	})
}

func TestTheLowestOfTwoNeighboursIsNamedOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		got, ok := New(4, func(c int) bool { return c >= 2 }).Crack(2)
		checkLowest(t, 2, got, ok)
	})
}

// Who tries a higher combination after the lowest was found does so until
// nobody else can do more. Then everybody knows.
func TestNobodyTriesTwoInVainOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		const lowest = 1
		var found, known atomic.Bool
		var inVain atomic.Int64
		v := New(6, func(c int) bool {
			if c > lowest && known.Load() {
				inVain.Add(1)
			}
			if c > lowest && found.Load() {
				stage.Settle()
				known.Store(true)
			}
			if c == lowest {
				found.Store(true)
			}
			return c == lowest
		})
		got, ok := v.Crack(2)
		checkLowest(t, lowest, got, ok)
		assert.Zero(t, inVain.Load(),
			"combinations above %d, which opens the vault, that were tried when both workers knew and had tried one more each.\n"+
				"It is found, and they go on for nothing.", lowest)
	})
}

func TestTwoVaultsHaveNothingInCommonOnEverySchedule(t *testing.T) {
	explore.Apart(t, func(t *testing.T) explore.Calls {
		v := New(2, func(c int) bool { return c == 1 })
		return explore.Calls{"crack": func() { v.Crack(2) }}
	})
}
