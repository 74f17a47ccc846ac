package bugs

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"
)

// want: passed
func TestParentDoneMeansChildDoneFixed(t *testing.T) {
	shop, shut := context.WithCancel(t.Context())
	helper, free := context.WithCancel(shop)
	defer free()
	go shut()
	<-helper.Done()
	if shop.Err() == nil || context.Cause(shop) == nil {
		t.Error("the helper has heard first")
	}
}

// want: passed
func TestDoneMeansAfterFuncRunsFixed(t *testing.T) {
	shop, shut := context.WithCancel(t.Context())
	away := make(chan bool, 1)
	keep := context.AfterFunc(shop, func() { away <- true })
	shut()
	if keep() {
		t.Error("nothing was put away")
		return
	}
	<-away
}

// want: passed
func TestSiblingsEndInOrderFixed(t *testing.T) {
	shop, shut := context.WithCancelCause(t.Context())
	first, one := context.WithCancelCause(shop)
	second, two := context.WithCancelCause(shop)
	go shut(errors.New("evening"))
	<-second.Done()
	if context.Cause(shop) == nil { // waits for the others
		t.Error("no reason")
	}
	one(errors.New("tired"))
	two(nil)
	if context.Cause(first).Error() != "evening" {
		t.Error("two reasons")
	}
}

// want: passed
func TestPastTheDeadlineFixed(t *testing.T) {
	ctx, stop := context.WithTimeout(t.Context(), time.Second)
	defer stop()
	end, _ := ctx.Deadline()
	<-ctx.Done()
	if time.Now().Before(end) || ctx.Err() != context.DeadlineExceeded {
		t.Error("early, or not told")
	}
}

// want: passed
func TestAddBesideWaitFixed(t *testing.T) {
	var ovens sync.WaitGroup
	ovens.Add(1)
	go func() {
		ovens.Add(1) // above zero: at any time
		ovens.Done()
		time.Sleep(time.Minute)
		ovens.Done()
	}()
	time.Sleep(time.Second)
	ovens.Wait()
}

// want: passed
func TestNextBatchTooEarlyFixed(t *testing.T) {
	var batch, both sync.WaitGroup
	next := make(chan bool)
	batch.Add(1)
	both.Go(func() {
		batch.Wait()
		close(next)
	})
	both.Go(func() {
		batch.Done()
		<-next
		batch.Add(1)
		batch.Done()
	})
	both.Wait()
	batch.Wait()
}

// want: passed
func TestRangeIsNoSnapshotFixed(t *testing.T) {
	var stock sync.Map
	stock.Store("rye", 1)
	seen := map[any]int{}
	stock.Range(func(k, _ any) bool {
		seen[k]++
		stock.Store("spelt", 1)
		return true
	})
	if seen["rye"] != 1 || seen["spelt"] > 1 {
		t.Error("missed, or met twice")
	}
}

// want: passed
func TestPoolIsNoStackFixed(t *testing.T) {
	var trays sync.Pool
	trays.Put("old")
	trays.Put("new")
	a, b := trays.Get(), trays.Get()
	if a != nil && a == b {
		t.Error("one tray twice")
	}
}

// want: passed
func TestUnlockIsNotOverFixed(t *testing.T) {
	var book sync.RWMutex
	book.Lock()
	var reader sync.WaitGroup
	reader.Go(func() {
		book.RLock()
		book.RUnlock()
		book.Lock()
		book.Unlock()
	})
	book.Unlock()
	reader.Wait()
}
