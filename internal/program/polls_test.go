package program

import (
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racelab/internal/build"
	"racelab/internal/render"
	"racelab/internal/trace"
)

// oldTestify asks as testify did up to version 1.10: for the first time after a tick.
const oldTestify = `package assert

import (
	"errors"
	"time"
)

type TestingT interface{ Errorf(format string, args ...any) }

type CollectT struct{ errors []error }

func (c *CollectT) Errorf(string, ...any) { c.errors = append(c.errors, errors.New("as collected")) }

func (c *CollectT) FailNow() { panic("as collected") }

func Eventually(t TestingT, condition func() bool, wait, tick time.Duration, _ ...any) bool {
	if poll(condition, wait, tick) {
		return true
	}
	t.Errorf("never satisfied")
	return false
}

func Never(t TestingT, condition func() bool, wait, tick time.Duration, _ ...any) bool {
	if !poll(condition, wait, tick) {
		return true
	}
	t.Errorf("satisfied")
	return false
}

func EventuallyWithT(t TestingT, condition func(*CollectT), wait, tick time.Duration, message ...any) bool {
	met := poll(func() bool {
		var c CollectT
		condition(&c)
		return len(c.errors) == 0
	}, wait, tick)
	if !met && len(message) > 0 {
		t.Errorf("never satisfied: "+message[0].(string), message[1:]...)
	} else if !met {
		t.Errorf("never satisfied")
	}
	return met
}

func poll(condition func() bool, wait, tick time.Duration) bool {
	end, next, answer := time.After(wait), time.Tick(tick), make(chan bool, 1)
	for ticks := next; ; {
		select {
		case <-end:
			return false
		case <-ticks:
			ticks = nil
			go func() { answer <- condition() }()
		case met := <-answer:
			if met {
				return true
			}
			ticks = next
		}
	}
}
`

// Each of these depends on when the condition is asked for the first time.
const oldTests = `package p

import (
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
)

const second = time.Second

func TestNeverAfterAMoment(t *testing.T) {
	var raw atomic.Bool
	raw.Store(true)
	go raw.Store(false)
	assert.Never(t, raw.Load, 3*second, second)
}

func TestTicksAreCounted(t *testing.T) {
	began, asked := time.Now(), 0
	assert.Eventually(t, func() bool { asked++; return asked == 2 }, 3*second, second)
	if d := time.Since(began); d.Round(second) != 2*second {
		t.Error(d)
	}
}

func TestIsNotAsked(t *testing.T) {
	assert.Never(t, func() bool { return true }, second, 2*second)
}

func TestInVain(t *testing.T) {
	assert.Eventually(t, func() bool { return false }, 3*second, second)
}

func TestNeverInVain(t *testing.T) {
	assert.Never(t, func() bool { return true }, 3*second, second)
}

func TestCollectsInVain(t *testing.T) {
	assert.EventuallyWithT(t, func(c *assert.CollectT) { c.Errorf("no") }, 3*second, second)
}

func TestCollectsWithAMessage(t *testing.T) {
	assert.EventuallyWithT(t, func(c *assert.CollectT) { c.Errorf("no") }, 3*second, second, "%d cake", 1)
}

func TestHangs(t *testing.T) {
	rest := make(chan int)
	assert.EventuallyWithT(t, func(c *assert.CollectT) { <-rest }, 3*second, second)
	close(rest)
}
`

// An older testify is explored as it asks: what it looks at only after a tick may be otherwise
// at first.
func TestOldTestifyAsksAfterATick(t *testing.T) {
	t.Parallel()
	p := built(t, build.Config{Dir: filepath.Join(tree(t,
		"testify/go.mod", "module github.com/stretchr/testify\n\ngo 1.20\n",
		"testify/assert/assertions.go", oldTestify,
		"p/go.mod", "module example.org/p\n\ngo 1.25\n\nrequire github.com/stretchr/testify v1.8.4\n\nreplace github.com/stretchr/testify => ../testify\n",
		"p/p_test.go", oldTests), "p")})
	for test, says := range map[string][]string{
		"TestNeverAfterAMoment": nil, "TestTicksAreCounted": nil, "TestIsNotAsked": nil,
		"TestInVain": {"never satisfied"}, "TestNeverInVain": {"satisfied"}, "TestHangs": {"never satisfied"},
		"TestCollectsInVain": {"never satisfied: as collected"}, "TestCollectsWithAMessage": {"never satisfied: 1 cake\nas collected"},
	} {
		r, err := p.Run(t.Context(), trace.Request{Test: test, Time: time.Minute, TimeMode: trace.Patient}, nil)
		require.NoError(t, err)
		if says == nil {
			assert.Equal(t, trace.Passed, r.Outcome, "%s: %s", test, render.Text(r, render.Options{}))
			continue
		}
		require.NotNil(t, r.Failure, "%s: %s", test, render.Outcome(r))
		assert.Equal(t, trace.Assertion, r.Failure.Fault, test)
		assert.Equal(t, says, r.Failure.Messages, test)
	}
}
