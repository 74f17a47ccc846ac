package bugs

import (
	"fmt"
	"hash/crc32"
	"os"
	"os/exec"
	"strconv"
	"sync/atomic"
	"testing"
)

// want: inconclusive
func TestBlockingRead(t *testing.T) {
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	_, _ = r.Read(make([]byte, 1)) // here
}

// want: inconclusive "starts a process"
func TestProcess(t *testing.T) {
	if err := exec.Command("true").Run(); err != nil { // here
		t.Error(err)
	}
}

// want: inconclusive "ends the process"
func TestExit(t *testing.T) {
	both(func() {
		os.Exit(0) // here
	}, func() {})
}

// kind: non-determinism
// want: non-determinism
func TestRealChance(t *testing.T) {
	file, err := os.CreateTemp(t.TempDir(), "")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var n atomic.Int32
	both(func() {
		for range file.Name()[len(file.Name())-1] - '0' {
			n.Add(1)
		}
	}, func() { n.Add(1) })
}

// kind: non-determinism
// want: non-determinism
func TestAddressDecides(t *testing.T) {
	p := new([4]int64)
	sum := crc32.ChecksumIEEE([]byte(fmt.Sprintf("%p", p)))
	var n atomic.Int32
	both(func() {
		for range sum % 100 {
			n.Load()
		}
	}, func() {})
}

// want: non-determinism
func TestEveryOtherTime(t *testing.T) {
	runs, _ := strconv.Atoi(os.Getenv("BUGS_RUNS"))
	os.Setenv("BUGS_RUNS", strconv.Itoa(runs+1))
	var n atomic.Int32
	both(func() { n.Add(1) }, func() { n.Add(1) })
	if runs%2 == 0 {
		t.Error("odd") // here
	}
}

// want: inconclusive
func TestLongComputation(t *testing.T) {
	go func() {}()
	n := uint32(1)
	for n != 0 { // here
		n = n*1664525 + 1013904223 // here
		for range 1000 {           // here
			n ^= n << 13 >> 7 // here
		}
		n |= 1 // here
	}
}

// want: partly
func TestTooManySchedules(t *testing.T) {
	var n atomic.Int32
	many := func() {
		for range 30 {
			n.Add(1)
		}
	}
	both(many, many)
}

// want: partly
func TestLongerThanTheLimit(t *testing.T) {
	var n atomic.Int32
	go func() {}()
	for i := range 20_000 {
		n.Store(int32(i))
	}
}
