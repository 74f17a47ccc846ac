package bugs

import (
	"testing"
	"time"
)

// kind: double close
// want: panic "close of closed channel"
func TestDoubleClose(t *testing.T) {
	c := make(chan int)
	finish := func() {
		close(c) // fault
	}
	both(finish, finish)
}

// kind: double close
// want: panic "send on closed channel"
func TestSendOnClosed(t *testing.T) {
	c := make(chan int, 1)
	go func() {
		c <- 1 // fault race
	}()
	close(c) // race
}

// want: panic "close of nil channel"
func TestCloseOfNil(t *testing.T) {
	var c chan int
	close(c) // fault
}

// kind: channel
// want: leak
func TestSendNobodyReceives(t *testing.T) {
	c := make(chan int)
	for i := range 2 {
		go func() {
			c <- i // stuck
		}()
	}
	<-c
}

// want: assertion "missed"
func TestSelectWithDefaultMisses(t *testing.T) {
	bell := make(chan bool)
	heard := make(chan bool, 1)
	go func() {
		<-bell
		heard <- true
	}()
	select {
	case bell <- true:
		<-heard
	default:
		t.Error("missed") // fault
		bell <- true
		<-heard
	}
}

// kind: channel
// want: deadlock
func TestNilChannelForEver(t *testing.T) {
	var orders chan int
	<-orders // stuck
}

// want: deadlock
func TestEmptySelect(t *testing.T) {
	go func() {}()
	select {} // stuck
}

func ask() int {
	answer := make(chan int)
	go func() {
		time.Sleep(time.Second)
		answer <- 42 // stuck
	}()
	select {
	case n := <-answer:
		return n
	case <-time.After(time.Second):
		return 0
	}
}

// kind: channel
// want: leak
func TestCallCentre(t *testing.T) {
	if n := ask(); n != 0 && n != 42 {
		t.Error(n)
	}
}

// kind: channel
// want: deadlock
func TestRangeWithoutClose(t *testing.T) {
	c := make(chan int)
	go func() {
		for i := range 2 {
			c <- i
		}
	}()
	for range c { // stuck
	}
}

// want: passed
func TestPipeline(t *testing.T) {
	numbers, squares := make(chan int), make(chan int)
	go func() {
		defer close(numbers)
		for i := range 3 {
			numbers <- i
		}
	}()
	go func() {
		defer close(squares)
		for n := range numbers {
			squares <- n * n
		}
	}()
	sum := 0
	for n := range squares {
		sum += n
	}
	if sum != 5 {
		t.Error(sum)
	}
}

// want: assertion "2 before 1"
func TestOrderOfTwoSenders(t *testing.T) {
	c := make(chan int)
	go func() { c <- 1 }()
	go func() { c <- 2 }()
	a, b := <-c, <-c
	if a > b {
		t.Error("2 before 1") // fault
	}
}

// want: passed
func TestTwoSlotsAreNoMutexFixed(t *testing.T) {
	slots := make(chan struct{}, 1)
	n := 0
	work := func() {
		slots <- struct{}{}
		n++
		<-slots
	}
	both(work, work)
	if n != 2 {
		t.Error("lost")
	}
}

// want: data race
func TestTwoSlotsAreNoMutex(t *testing.T) {
	slots := make(chan struct{}, 2)
	n := 0
	work := func() {
		slots <- struct{}{}
		n++ // race
		<-slots
	}
	both(work, work)
}

// want: passed
func TestBufferedReceiveDoesNotFixed(t *testing.T) {
	c := make(chan int)
	var letter string
	go func() {
		letter = "hello"
		<-c
	}()
	c <- 0
	if letter != "hello" {
		t.Error("empty")
	}
}

// want: data race
func TestBufferedReceiveDoesNot(t *testing.T) {
	c := make(chan int, 1)
	var letter string
	go func() {
		letter = "hello" // race
		<-c
	}()
	c <- 0
	_ = letter // race
}
