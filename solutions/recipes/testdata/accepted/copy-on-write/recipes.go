// Accepted: nobody writes in a book that others read: a new one, with one page more, takes its place.

// Package recipes is the book in the kitchen of a cake factory. The recipes
// themselves lie in the attic; what somebody has fetched is copied into the
// book for everybody.
package recipes

import (
	"maps"
	"sync"
	"sync/atomic"
)

// Recipe is what a cook reads before baking.
type Recipe string

// Book lies open in the kitchen. Its methods may be called by several cooks
// at once.
type Book struct {
	fetch func(cake string) Recipe

	mu    sync.Mutex // only one cook may write a new book
	pages atomic.Pointer[map[string]Recipe]
}

// New returns a book with no recipes in it. Fetch climbs to the attic for the
// recipe of a cake, which takes long, and always returns. It finds its own way
// down: the book neither hurries nor stops it, and several cooks may be up
// there at once.
func New(fetch func(cake string) Recipe) *Book {
	return &Book{fetch: fetch}
}

// Recipe returns the recipe of cake. The first time it is fetched from the
// attic and copied into the book, from then on it is read there: however many
// cooks ask, nobody climbs to the attic twice for the same cake.
func (b *Book) Recipe(cake string) Recipe {
	if recipe, ok := b.look()[cake]; ok {
		return recipe
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if recipe, ok := b.look()[cake]; ok {
		return recipe
	}
	pages := maps.Clone(b.look())
	if pages == nil {
		pages = map[string]Recipe{}
	}
	recipe := b.fetch(cake)
	pages[cake] = recipe
	b.pages.Store(&pages)
	return recipe
}

func (b *Book) look() map[string]Recipe {
	if pages := b.pages.Load(); pages != nil {
		return *pages
	}
	return nil
}

// Pages says how many cakes have a page in the book. Anybody may count at any
// time.
func (b *Book) Pages() int {
	return len(b.look())
}
