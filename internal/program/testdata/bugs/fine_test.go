package bugs

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"
)

// The tests of this file rely on two things to happen at once which the standard
// library does one after the other.

// kind: channel and context
// want: assertion "the helper has not heard"
func TestParentDoneMeansChildDone(t *testing.T) {
	shop, shut := context.WithCancel(t.Context())
	helper, free := context.WithCancel(shop)
	defer free()
	go shut()
	<-shop.Done()
	if helper.Err() == nil {
		t.Error("the helper has not heard") // fault
	}
}

// want: assertion "nothing was put away"
func TestDoneMeansAfterFuncRuns(t *testing.T) {
	shop, shut := context.WithCancel(t.Context())
	away := make(chan bool, 1)
	keep := context.AfterFunc(shop, func() { away <- true })
	go shut()
	<-shop.Done()
	if keep() {
		t.Error("nothing was put away") // fault
		return
	}
	<-away
}

// want: assertion "two reasons"
func TestSiblingsEndInOrder(t *testing.T) {
	shop, shut := context.WithCancelCause(t.Context())
	first, one := context.WithCancelCause(shop)
	second, two := context.WithCancelCause(shop)
	go shut(errors.New("evening"))
	<-second.Done()
	one(errors.New("tired"))
	two(nil)
	if context.Cause(first).Error() != "evening" {
		t.Error("two reasons") // fault
	}
}

// want: assertion "late and not told"
func TestPastTheDeadline(t *testing.T) {
	ctx, stop := context.WithTimeout(t.Context(), time.Second)
	defer stop()
	end, _ := ctx.Deadline()
	time.Sleep(time.Second)
	if !time.Now().Before(end) && ctx.Err() == nil {
		t.Error("late and not told") // fault
	}
}

// kind: WaitGroup misuse
// want: data race
func TestAddBesideWait(t *testing.T) {
	var ovens sync.WaitGroup
	go func() {
		ovens.Add(1) // race
		time.Sleep(time.Minute)
		ovens.Done()
	}()
	time.Sleep(time.Second)
	ovens.Wait() // race
}

// kind: WaitGroup misuse
// want: panic "WaitGroup is reused before previous Wait has returned"
func TestNextBatchTooEarly(t *testing.T) {
	var batch, both sync.WaitGroup
	batch.Add(1)
	go func() { batch.Wait() }() // fault race
	both.Go(func() {
		batch.Done()
		batch.Add(1) // race
		batch.Done()
	})
	both.Wait()
}

// want: assertion "counted 2"
func TestRangeIsNoSnapshot(t *testing.T) {
	var stock sync.Map
	stock.Store("rye", 1)
	n := 0
	stock.Range(func(any, any) bool {
		n++
		stock.LoadOrStore("spelt", 1)
		return true
	})
	if n != 1 {
		t.Errorf("counted %d", n) // fault
	}
}

// want: assertion "another tray"
func TestPoolIsNoStack(t *testing.T) {
	var trays sync.Pool
	trays.Put("old")
	trays.Put("new")
	if got := trays.Get(); got == "old" {
		t.Error("another tray") // fault
	}
}

// want: assertion "shut, and the writer is gone"
func TestUnlockIsNotOver(t *testing.T) {
	var book sync.RWMutex
	book.Lock()
	var reader sync.WaitGroup
	reader.Go(func() {
		book.RLock()
		book.RUnlock()
		if !book.TryLock() {
			t.Error("shut, and the writer is gone") // fault
			return
		}
		book.Unlock()
	})
	book.Unlock()
	reader.Wait()
}
