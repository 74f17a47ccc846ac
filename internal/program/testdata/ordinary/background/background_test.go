// Package background has goroutines that were there before the test and outlive it.
// What they are about to do when the test ends might have come first.
package background

import (
	"testing"
	"time"
)

var shelf, lamp int

// stocked and lit say that they have done their work.
var stocked, lit = make(chan bool, 1), make(chan bool, 1)

func init() {
	go func() {
		shelf = 1 // race
		stocked <- true
	}()
}

// want: data race
func TestStockedMeanwhile(t *testing.T) {
	if shelf < 0 { // race
		t.Error("less than nothing")
	}
}

// want: passed
func TestStockedMeanwhileFixed(t *testing.T) {
	<-stocked
	if shelf != 1 {
		t.Error("not stocked")
	}
}

func init() {
	go func() {
		time.Sleep(time.Hour)
		lamp = 1 // race
		lit <- true
	}()
}

// want: data race
func TestLitLater(t *testing.T) {
	if lamp < 0 { // race
		t.Error("less than dark")
	}
}

// want: passed
func TestLitLaterFixed(t *testing.T) {
	<-lit
	if lamp != 1 {
		t.Error("dark")
	}
}
