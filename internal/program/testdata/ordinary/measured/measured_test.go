// Package measured does what the explorer cannot follow in full, and must not
// be called wrong for it.
package measured

import (
	"bytes"
	"os"
	"os/signal"
	"runtime"
	"runtime/debug"
	"runtime/pprof"
	"strings"
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

// hold stays until it is let go.
func hold(here chan<- bool, letGo <-chan bool) {
	here <- true
	<-letGo
}

// dump returns the stacks of all goroutines.
func dump() string {
	buf := make([]byte, 1<<16)
	return string(buf[:runtime.Stack(buf, true)])
}

// want: passed
func TestWhoIsThere(t *testing.T) {
	here, letGo := make(chan bool), make(chan bool)
	go hold(here, letGo)
	<-here
	all := dump()
	if n := strings.Count(all, "measured.hold("); n != 1 {
		t.Error(n)
	}
	if n := strings.Count("\n\n"+all, "\n\ngoroutine "); n != runtime.NumGoroutine() {
		t.Error(n)
	}
	close(letGo)
}

// want: assertion "one is left"
func TestWhoIsLeft(t *testing.T) {
	here, letGo := make(chan bool), make(chan bool)
	go hold(here, letGo)
	<-here
	close(letGo)
	if strings.Contains(dump(), "measured.hold(") {
		t.Error("one is left") // fault
	}
}

// want: inconclusive "all that the process has"
func TestWhoIsInTheProfile(t *testing.T) {
	var text bytes.Buffer
	if err := pprof.Lookup("goroutine").WriteTo(&text, 1); err != nil || strings.Contains(text.String(), "(*worker)") {
		t.Error(text.String())
	}
}

// want: assertion "late"
func TestProfileForAReader(t *testing.T) {
	late := make(chan bool, 1)
	go func() { late <- true }()
	select {
	case <-late:
	default:
		_ = pprof.Lookup("goroutine").WriteTo(os.Stderr, 1)
		t.Error("late") // fault
	}
}

// want: inconclusive "memory"
func TestCollects(t *testing.T) {
	var before, after debug.GCStats
	debug.ReadGCStats(&before)
	runtime.GC()
	debug.ReadGCStats(&after)
	if before.NumGC == after.NumGC {
		t.Error("nothing is collected")
	}
}

// want: data race
func TestCountsLooks(t *testing.T) {
	looks := 0
	look := func() {
		debug.ReadGCStats(new(debug.GCStats))
		looks++ // race
	}
	go look()
	look()
}
