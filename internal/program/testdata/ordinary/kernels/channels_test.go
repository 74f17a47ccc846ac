package kernels

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"
)

// want: passed
func TestCockroach1055(t *testing.T) { // was: to drain waited under the lock that tasks need to end
	var mu sync.Mutex
	var drain sync.WaitGroup
	draining := false
	task := func() {
		mu.Lock()
		if draining {
			mu.Unlock()
			return
		}
		drain.Add(1)
		mu.Unlock()
		drain.Done()
	}
	both(task, func() {
		mu.Lock()
		draining = true
		mu.Unlock()
		drain.Wait()
	})
}

// want: passed
func TestCockroach13197(t *testing.T) { // was: who waits for the end of a transaction was not told of it
	ctx, cancel := context.WithCancel(context.Background())
	closed := make(chan struct{})
	go func() {
		<-ctx.Done()
		close(closed)
	}()
	commit := func() { cancel() }
	commit()
	<-closed
}

// want: passed
func TestCockroach18101(t *testing.T) { // was: sends of which the receiver had left
	ctx, cancel := context.WithCancel(context.Background())
	ready := make(chan int)
	both(func() {
		defer close(ready)
		for i := range 3 {
			select {
			case ready <- i:
			case <-ctx.Done():
				return
			}
		}
	}, func() {
		<-ready
		cancel()
	})
}

// want: passed
func TestCockroach25456(t *testing.T) { // was: nobody closed what the check waits for
	stopper, collected := make(chan struct{}), make(chan int, 1)
	go func() {
		select {
		case <-collected:
		case <-stopper:
		}
	}()
	defer close(stopper)
	if errors.Is(context.Background().Err(), context.Canceled) {
		collected <- 1
	}
}

// want: passed
func TestCockroach35931(t *testing.T) { // was: who sends what is left waited for a reader that waited for it
	drain, rows := make(chan error, 2), make(chan int)
	both(func() {
		drain <- errors.New("one")
		drain <- errors.New("two")
		close(rows)
	}, func() {
		for range rows {
		}
		<-drain
		<-drain
	})
}

// want: passed
func TestEtcd6857(t *testing.T) { // was: a question to a node that has stopped
	status, stop, done := make(chan chan int), make(chan struct{}), make(chan struct{})
	go func() {
		for {
			select {
			case c := <-status:
				c <- 1
			case <-stop:
				close(done)
				return
			}
		}
	}()
	both(func() {
		c := make(chan int)
		select {
		case status <- c:
			<-c
		case <-done:
		}
	}, func() {
		stop <- struct{}{}
		<-done
	})
}

// want: passed
func TestEtcd7492(t *testing.T) { // was: a ticker's function took a lock under which others send to it
	var mu sync.Mutex
	tokens := map[string]bool{}
	added, stopped, gone := make(chan string, 1), make(chan struct{}), make(chan struct{})
	go func() {
		defer close(gone)
		tick := time.NewTicker(time.Second)
		defer tick.Stop()
		for {
			select {
			case token := <-added:
				mu.Lock()
				tokens[token] = true
				mu.Unlock()
			case <-tick.C:
				mu.Lock()
				clear(tokens)
				mu.Unlock()
			case <-stopped:
				return
			}
		}
	}()
	added <- "a" // without mu
	mu.Lock()
	_ = tokens["a"]
	mu.Unlock()
	close(stopped)
	<-gone
}

// want: passed
func TestGrpc1275(t *testing.T) { // was: a stream that was closed did not tell who reads its header
	header, done := make(chan struct{}), make(chan struct{})
	both(func() {
		select {
		case <-header:
		case <-done:
		}
	}, func() { close(done) })
}

// want: passed
func TestGrpc1424(t *testing.T) { // was: a return without a word to who waits for the addresses
	done := make(chan bool)
	up := func(fails bool) {
		defer close(done)
		if fails {
			return
		}
	}
	go up(true)
	<-done
}

// want: passed
func TestGrpc1460(t *testing.T) { // was: a transport that was closed left who waits for a stream asleep
	var mu sync.Mutex
	awake := sync.NewCond(&mu)
	closed := false
	both(func() {
		mu.Lock()
		defer mu.Unlock()
		for !closed {
			awake.Wait()
		}
	}, func() {
		mu.Lock()
		closed = true
		mu.Unlock()
		awake.Signal()
	})
}

// want: passed
func TestKubernetes5316(t *testing.T) { // was: a result that comes after the time-out has no reader
	results := make(chan int, 1)
	go func() {
		time.Sleep(time.Second)
		results <- 1
	}()
	select {
	case <-results:
	case <-time.After(time.Second):
	}
}

// want: passed
func TestKubernetes25331(t *testing.T) { // was: an error that nobody takes any more kept the watch
	ctx, cancel := context.WithCancel(context.Background())
	errs := make(chan error, 1)
	both(func() {
		select {
		case errs <- errors.New("gone"):
		case <-ctx.Done():
		}
	}, cancel)
}

// want: passed
func TestKubernetes38669(t *testing.T) { // was: an event for a watch that has been stopped
	input, stop := make(chan int, 1), make(chan struct{})
	both(func() {
		for i := range 2 {
			select {
			case input <- i:
			case <-stop:
			}
		}
	}, func() {
		<-input
		close(stop)
	})
}

// want: passed
func TestMoby33781(t *testing.T) { // was: a probe that was stopped sent its result to nobody
	stop, gone := make(chan bool), make(chan struct{})
	go func() {
		defer close(gone)
		for {
			select {
			case <-stop:
				return
			case <-time.After(time.Second):
				ctx, cancel := context.WithTimeout(context.Background(), time.Second)
				results := make(chan struct{}, 1)
				go func() { results <- struct{}{} }()
				select {
				case <-stop:
					cancel()
					return
				case <-results:
				case <-ctx.Done():
				}
				cancel()
			}
		}
	}()
	close(stop)
	<-gone
}

// want: passed
func TestServing2137(t *testing.T) { // was: two requests that wait for each other's place
	slots := make(chan struct{}, 2)
	request := func(accepted chan struct{}) {
		slots <- struct{}{}
		close(accepted)
		<-slots
	}
	first, second := make(chan struct{}), make(chan struct{})
	both(func() { request(first) }, func() { request(second) })
	<-first
	<-second
}

// want: passed
func TestSyncthing5795(t *testing.T) { // was: to close waited for the loop that closes
	closed, loop := make(chan struct{}), make(chan struct{})
	var once sync.Once
	shut := func() { once.Do(func() { close(closed) }) }
	go func() {
		defer close(loop)
		shut()
	}()
	shut()
	<-closed
	<-loop
}
