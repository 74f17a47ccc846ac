// Rejected: while somebody counts the pages, a cook takes it that hers is not there, and climbs again.
// Belief: giving-up-is-harmless

// Package recipes is the book in the kitchen of a cake factory. The recipes
// themselves lie in the attic; what somebody has fetched is copied into the
// book for everybody.
package recipes

import (
	"sync"

	"golang.org/x/sync/singleflight"
)

// Recipe is what a cook reads before baking.
type Recipe string

// Book lies open in the kitchen. Its methods may be called by several cooks
// at once.
type Book struct {
	fetch func(cake string) Recipe

	climbs singleflight.Group // at most one climber for each cake

	mu    sync.Mutex // guards pages
	pages map[string]Recipe
}

// New returns a book with no recipes in it. Fetch climbs to the attic for the
// recipe of a cake, which takes long, and always returns. It finds its own way
// down: the book neither hurries nor stops it, and several cooks may be up
// there at once.
func New(fetch func(cake string) Recipe) *Book {
	return &Book{fetch: fetch, pages: map[string]Recipe{}}
}

// Recipe returns the recipe of cake. The first time it is fetched from the
// attic and copied into the book, from then on it is read there: however many
// cooks ask, nobody climbs to the attic twice for the same cake.
func (b *Book) Recipe(cake string) Recipe {
	recipe, _, _ := b.climbs.Do(cake, func() (any, error) {
		if recipe, ok := b.page(cake); ok {
			return recipe, nil
		}
		recipe := b.fetch(cake)
		b.mu.Lock()
		defer b.mu.Unlock()
		b.pages[cake] = recipe
		return recipe, nil
	})
	return recipe.(Recipe)
}

func (b *Book) page(cake string) (recipe Recipe, ok bool) {
	if !b.mu.TryLock() {
		return "", false
	}
	defer b.mu.Unlock()
	recipe, ok = b.pages[cake]
	return recipe, ok
}

// Pages says how many recipes have been copied into the book. Anybody may
// count at any time.
func (b *Book) Pages() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return len(b.pages)
}
