package eventually

import (
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/stretchr/testify/suite"
)

const wait, each = 20 * time.Millisecond, 10 * time.Millisecond

// bake adds one without looking what another does meanwhile.
func bake(cakes *atomic.Int32) { cakes.Store(cakes.Load() + 1) }

// want: passed
func TestComesTrue(t *testing.T) {
	var cakes atomic.Int32
	go bake(&cakes)
	require.Eventually(t, func() bool { return cakes.Load() == 1 }, wait, each)
	assert.New(t).Eventuallyf(func() bool { return cakes.Load() == 1 }, wait, each, "%d cakes", 1)
}

// want: assertion
func TestComesTrueMostly(t *testing.T) {
	var cakes atomic.Int32
	go bake(&cakes)
	go bake(&cakes)
	require.Eventually(t, func() bool { return cakes.Load() == 2 }, wait, each)
}

// want: data race
func TestLooksAtWhatIsChanged(t *testing.T) {
	cakes := 0
	go func() {
		cakes++ // race
	}()
	assert.Eventually(t, func() bool {
		return cakes == 1 // race
	}, wait, each)
}

// want: passed
func TestNeverTwo(t *testing.T) {
	var cakes atomic.Int32
	go bake(&cakes)
	assert.Never(t, func() bool { return cakes.Load() == 2 }, wait, each)
}

// want: assertion
func TestNeverOne(t *testing.T) {
	var cakes atomic.Int32
	go bake(&cakes)
	assert.Never(t, func() bool { return cakes.Load() == 1 }, wait, each)
}

// want: passed
func TestAssertsInTime(t *testing.T) {
	var cakes atomic.Int32
	go bake(&cakes)
	assert.EventuallyWithT(t, func(c *assert.CollectT) {
		require.Equal(c, int32(1), cakes.Load(), "which ends this look and no other")
	}, wait, each)
}

// want: assertion "expected: 2"
func TestAssertsInVain(t *testing.T) {
	var cakes atomic.Int32
	go bake(&cakes)
	assert.EventuallyWithT(t, func(c *assert.CollectT) {
		assert.Equal(c, int32(2), cakes.Load())
	}, wait, each)
}

// want: passed
func TestConditionThatHangs(t *testing.T) {
	never := make(chan int)
	go func() { time.Sleep(time.Second); close(never) }()
	assert.False(t, assert.Eventually(new(assert.CollectT), func() bool { <-never; return true }, wait, each), "it has waited long enough")
	<-never
}

type bakery struct {
	suite.Suite
	cakes atomic.Int32
}

func (b *bakery) TestBakes() {
	go bake(&b.cakes)
	b.Require().Eventually(func() bool { return b.cakes.Load() == 1 }, wait, each)
}

// want: passed
func TestBakery(t *testing.T) { suite.Run(t, new(bakery)) }
