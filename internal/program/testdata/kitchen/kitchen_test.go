package kitchen

import (
	"sync"
	"testing"

	"racelab/internal/explore"
)

func twice(t *testing.T, put func(*Shelf)) {
	var shelf Shelf
	var bakers sync.WaitGroup
	for range 2 {
		bakers.Go(func() { put(&shelf) })
	}
	bakers.Wait()
	if shelf.cakes != 2 {
		t.Errorf("%d cakes on the shelf, want 2", shelf.cakes)
	}
}

func TestPut(t *testing.T) {
	explore.Test(t, func(t *testing.T) { twice(t, (*Shelf).Put) }, explore.MustExhaust())
}

func TestSqueeze(t *testing.T) {
	explore.Test(t, func(t *testing.T) { twice(t, (*Shelf).Squeeze) })
}

func TestNested(t *testing.T) {
	t.Run("one shelf", func(t *testing.T) {
		explore.Test(t, func(t *testing.T) { twice(t, (*Shelf).Put) })
	})
}
