package bugs

import (
	"os"
	"sync"
	"testing"
)

// kind: atomicity
// want: assertion
func TestEnvironment(t *testing.T) {
	t.Setenv("CAKES", "")
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() {
			os.Setenv("CAKES", os.Getenv("CAKES")+"x") // cause
		})
	}
	wg.Wait()
	if os.Getenv("CAKES") != "xx" {
		t.Error("a cake is lost")
	}
}

// want: passed
func TestEnvironmentFixed(t *testing.T) {
	t.Setenv("CAKES", "")
	var mu sync.Mutex
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() {
			mu.Lock()
			defer mu.Unlock()
			os.Setenv("CAKES", os.Getenv("CAKES")+"x")
		})
	}
	wg.Wait()
	if os.Getenv("CAKES") != "xx" {
		t.Error("a cake is lost")
	}
}
