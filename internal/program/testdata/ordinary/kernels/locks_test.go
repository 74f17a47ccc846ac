package kernels

import (
	"sync"
	"testing"
	"time"
)

// both runs two functions at once.
func both(f, g func()) {
	var all sync.WaitGroup
	all.Go(f)
	all.Go(g)
	all.Wait()
}

// want: passed
func TestEtcd5509(t *testing.T) { // was: a return that left the read lock
	var mu sync.RWMutex
	get := func(cancelled bool) bool {
		mu.RLock()
		defer mu.RUnlock()
		return !cancelled
	}
	both(func() { get(true); get(false) }, func() {
		mu.Lock()
		mu.Unlock()
	})
}

// want: passed
func TestEtcd10492(t *testing.T) { // was: a checkpoint made under the lock that it takes
	var mu sync.RWMutex
	leases := map[int]int{1: 10}
	checkpoint := func(id, ttl int) {
		mu.Lock()
		defer mu.Unlock()
		leases[id] = ttl
	}
	renew := func() {
		mu.RLock()
		ttl := leases[1]
		mu.RUnlock()
		checkpoint(1, ttl)
	}
	both(renew, renew)
}

// want: passed
func TestGrpc795(t *testing.T) { // was: Lock where Unlock was meant
	var mu sync.Mutex
	conns := 2
	stop := func() {
		mu.Lock()
		conns--
		mu.Unlock()
	}
	both(stop, stop)
	if conns != 0 {
		t.Error(conns)
	}
}

// want: partly
func TestGrpc3017(t *testing.T) { // was: a return that left the lock, in the function of a timer
	var mu sync.Mutex
	var cancel func()
	entry := 0
	remove := func() {
		mu.Lock()
		defer mu.Unlock()
		keep := false
		timer := time.AfterFunc(time.Nanosecond, func() {
			mu.Lock()
			defer mu.Unlock()
			if !keep {
				entry = 0
			}
		})
		entry = 1
		cancel = func() { keep = !timer.Stop() }
	}
	for range 1_000 {
		remove()
		mu.Lock()
		cancel()
		if entry > 1 {
			t.Error(entry)
		}
		mu.Unlock()
	}
}

// want: passed
func TestHugo5379(t *testing.T) { // was: a shortcode asked for the lock of the page that renders it
	var init sync.Once
	var mu sync.Mutex
	content := ""
	render := func() string { return "content" }
	page := func() string {
		init.Do(func() {
			made := render()
			mu.Lock()
			content = made
			mu.Unlock()
		})
		mu.Lock()
		defer mu.Unlock()
		return content
	}
	both(func() { page() }, func() { page() })
}

// want: passed
func TestKubernetes13135(t *testing.T) { // was: the cache and the watch took each other's locks
	var cache, store sync.RWMutex
	ready := sync.NewCond(cache.RLocker())
	list := false
	both(func() {
		store.Lock()
		store.Unlock()
		cache.Lock()
		list = true
		cache.Unlock()
		ready.Broadcast()
	}, func() {
		cache.RLock()
		for !list {
			ready.Wait()
		}
		cache.RUnlock()
		store.RLock()
		store.RUnlock()
	})
}

// want: passed
func TestKubernetes30872(t *testing.T) { // was: a callback under the lock of the store that it asks
	var store, cluster sync.Mutex
	clusters := []int{1}
	deliver := func() {
		store.Lock()
		all := append([]int(nil), clusters...)
		store.Unlock()
		for range all {
			cluster.Lock()
			cluster.Unlock()
		}
	}
	both(deliver, func() {
		cluster.Lock()
		defer cluster.Unlock()
		store.Lock()
		clusters = append(clusters, 2)
		store.Unlock()
	})
}

// want: passed
func TestKubernetes62464(t *testing.T) { // was: the read lock of the state was asked for while it was had
	var mu sync.RWMutex
	assigned := map[string]int{"a": 1}
	defaults := func() int { return len(assigned) } // "the caller holds mu"
	both(func() {
		mu.RLock()
		defer mu.RUnlock()
		_ = assigned["a"] + defaults()
	}, func() {
		mu.Lock()
		defer mu.Unlock()
		assigned["b"] = 2
	})
}

// want: passed
func TestMoby4951(t *testing.T) { // was: a device and the set of devices, locked in either order
	var set, device sync.Mutex
	remove := func() {
		set.Lock()
		defer set.Unlock()
		device.Lock()
		defer device.Unlock()
	}
	both(remove, func() {
		set.Lock()
		set.Unlock()
		device.Lock()
		device.Unlock()
	})
}

// want: passed
func TestMoby17176(t *testing.T) { // was: a return that left the lock of the devices
	var mu sync.Mutex
	deferred := true
	cleanUp := func() {
		mu.Lock()
		defer mu.Unlock()
		if !deferred {
			return
		}
		deferred = false
	}
	both(cleanUp, cleanUp)
}

// want: passed
func TestMoby36114(t *testing.T) { // was: a machine that hot-adds asked for its own lock
	var mu sync.Mutex
	drives := 0
	hotAdd := func() { drives++ } // "the caller holds mu"
	add := func() {
		mu.Lock()
		defer mu.Unlock()
		hotAdd()
	}
	both(add, add)
	if drives != 2 {
		t.Error(drives)
	}
}

// want: passed
func TestSyncthing4829(t *testing.T) { // was: to clear the addresses took the lock that the caller had
	var mu sync.RWMutex
	addresses := map[string]bool{"a": true}
	clear := func() {
		mu.Lock()
		old := len(addresses)
		addresses = map[string]bool{}
		mu.Unlock()
		_ = old
	}
	both(clear, func() {
		mu.RLock()
		defer mu.RUnlock()
		_ = addresses["a"]
	})
}
