package cakebox

import (
	"sync"
	"testing"
)

func TestEveryCakeIsCounted(t *testing.T) {
	var b Box
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(b.Put)
	}
	wg.Wait()
	if b.Cakes() != 2 {
		t.Errorf("counted %d cakes, want 2", b.Cakes())
	}
}

func TestEveryBoxHasALid(t *testing.T) {
	if Lid() != 1 {
		t.Errorf("put on %d lids, want 1: the cake dries out", Lid())
	}
}
