// Package measured does what the explorer cannot follow in full, and must not
// be called wrong for it.
package measured

import (
	"os"
	"os/signal"
	"runtime"
	"testing"
)

// want: inconclusive "allocations"
func TestAllocates(t *testing.T) {
	if n := testing.AllocsPerRun(10, func() { _ = make([]int, 1000) }); n < 1 {
		t.Error(n)
	}
}

// want: passed
func TestAllocatesNothing(t *testing.T) {
	if n := testing.AllocsPerRun(10, func() {}); n != 0 {
		t.Error(n)
	}
}

type door struct{ shut chan bool }

func newDoor() *door {
	d := &door{make(chan bool)}
	shut := d.shut
	go func() { <-shut }()
	runtime.SetFinalizer(d, func(d *door) { close(d.shut) })
	return d
}

// want: inconclusive "finalizer"
func TestFinalizer(t *testing.T) { newDoor() }

// want: assertion "open"
func TestDoor(t *testing.T) {
	if newDoor().shut != nil {
		t.Error("open")
	}
}

// want: inconclusive "os/signal"
func TestSignal(t *testing.T) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, os.Interrupt)
	defer signal.Stop(c)
	<-c
}

// want: passed
func TestNoSignal(t *testing.T) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, os.Interrupt)
	defer signal.Stop(c)
	select {
	case <-c:
		t.Error("interrupted")
	default:
	}
}
