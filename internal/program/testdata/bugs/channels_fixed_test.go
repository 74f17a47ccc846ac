package bugs

import (
	"sync"
	"testing"
	"time"
)

// want: passed
func TestDoubleCloseFixed(t *testing.T) {
	c := make(chan int)
	var once sync.Once
	finish := func() { once.Do(func() { close(c) }) }
	both(finish, finish)
	<-c
}

// want: passed
func TestSendOnClosedFixed(t *testing.T) {
	c := make(chan int, 1)
	go func() {
		c <- 1
		close(c) // whoever sends closes
	}()
	for range c {
	}
}

// want: passed
func TestCloseOfNilFixed(t *testing.T) {
	c := make(chan int)
	close(c)
	<-c
}

// want: passed
func TestSendNobodyReceivesFixed(t *testing.T) {
	c := make(chan int, 1)
	for i := range 2 {
		go func() { c <- i }()
	}
	<-c
}

// want: passed
func TestSelectWithDefaultMissesFixed(t *testing.T) {
	bell := make(chan bool, 1)
	heard := make(chan bool, 1)
	go func() {
		<-bell
		heard <- true
	}()
	select {
	case bell <- true:
	default:
		t.Error("missed")
	}
	<-heard
}

// want: passed
func TestNilChannelForEverFixed(t *testing.T) {
	a, b := make(chan int), make(chan int)
	both(func() { a <- 1; close(a) }, func() {
		go func() { b <- 2; close(b) }()
		for a != nil || b != nil {
			select {
			case _, ok := <-a:
				if !ok {
					a = nil
				}
			case _, ok := <-b:
				if !ok {
					b = nil
				}
			}
		}
	})
}

// want: passed
func TestEmptySelectFixed(t *testing.T) {
	done := make(chan bool)
	go func() { close(done) }()
	select {
	case <-done:
	}
}

// want: passed
func TestCallCentreFixed(t *testing.T) {
	answer := make(chan int, 1)
	go func() {
		time.Sleep(time.Second)
		answer <- 42
	}()
	select {
	case n := <-answer:
		if n != 42 {
			t.Error(n)
		}
	case <-time.After(time.Second):
	}
}

// want: passed
func TestRangeWithoutCloseFixed(t *testing.T) {
	c := make(chan int)
	go func() {
		defer close(c)
		for i := range 2 {
			c <- i
		}
	}()
	n := 0
	for range c {
		n++
	}
	if n != 2 {
		t.Error(n)
	}
}

// want: passed
func TestOrderOfTwoSendersFixed(t *testing.T) {
	one, two := make(chan int), make(chan int)
	go func() { one <- 1 }()
	go func() { two <- 2 }()
	if a, b := <-one, <-two; a > b {
		t.Error("2 before 1")
	}
}
