package bugs

import (
	"context"
	"testing"
	"time"
)

// Of these programs it matters what is told of them.

// ovens lights one for each town. The last one waits for news that only some give.
func ovens(t *testing.T, news bool) {
	for _, town := range []string{"north", "south"} {
		t.Run(town, func(t *testing.T) {
			cold := make(chan bool)
			go func() { <-cold }() // stuck
			if news || town == "north" {
				cold <- true
			}
		})
	}
}

// kind: leak
// want: leak "the subtest TestOvenOfTheSouth/south is over"
func TestOvenOfTheSouth(t *testing.T) { ovens(t, false) }

// want: passed
func TestOvenOfTheSouthFixed(t *testing.T) { ovens(t, true) }

// callOff calls off what a guest waits for when she is called away, unless it is
// served: calm asks for that once more.
func callOff(calm bool) (off bool) {
	away, served, stopped := make(chan bool), make(chan bool), make(chan bool)
	watched := make(chan bool)
	go func() {
		defer close(watched)
		select {
		case <-served:
		case <-away:
			if calm {
				select {
				case <-served:
					return
				default:
				}
			}
			close(stopped)
		}
	}()
	close(served)
	close(away)
	<-watched
	select {
	case <-stopped:
		return true
	default:
		return false
	}
}

// kind: channel
// want: assertion "had 2 cases ready in its select, and took the one at told_test.go:40 (away), and not the one at told_test.go:39 (served); test checks what it received at told_test.go:55"
func TestCalledOffAfterAll(t *testing.T) {
	if callOff(false) {
		t.Error("it was served")
	}
}

// want: passed
func TestCalledOffAfterAllFixed(t *testing.T) {
	if callOff(true) {
		t.Error("it was served")
	}
}

// kind: timer
// want: deadlock
func TestStopInTime(t *testing.T) {
	rang := make(chan bool)
	bell := time.AfterFunc(time.Minute, func() { rang <- true })
	if bell.Stop() {
		<-rang // stuck
	}
}

// want: passed
func TestStopInTimeFixed(t *testing.T) {
	rang := make(chan bool)
	bell := time.AfterFunc(time.Minute, func() { rang <- true })
	if !bell.Stop() {
		<-rang
	}
}

// kind: channel and context
// want: deadlock
func TestForgottenAfterAll(t *testing.T) {
	shop, shut := context.WithCancel(t.Context())
	defer shut()
	put := make(chan bool)
	forget := context.AfterFunc(shop, func() { put <- true })
	if forget() {
		<-put // stuck
	}
}

// want: passed
func TestForgottenAfterAllFixed(t *testing.T) {
	shop, shut := context.WithCancel(t.Context())
	defer shut()
	put := make(chan bool)
	forget := context.AfterFunc(shop, func() { put <- true })
	if !forget() {
		<-put
	}
}
