// Rejected: all who wait are woken when any recipe comes, and who is not looking again climbs, although her own recipe is on its way.
// Belief: who-is-woken-need-not-look

// Package recipes is the book in the kitchen of a cake factory. The recipes
// themselves lie in the attic; what somebody has fetched is copied into the
// book for everybody.
package recipes

import "sync"

// Recipe is what a cook reads before baking.
type Recipe string

// Book lies open in the kitchen. Its methods may be called by several cooks
// at once.
type Book struct {
	fetch func(cake string) Recipe

	mu       sync.Mutex // guards pages and onTheWay
	down     *sync.Cond
	pages    map[string]Recipe
	onTheWay map[string]bool
}

// New returns a book with no recipes in it. Fetch climbs to the attic for the
// recipe of a cake, which takes long, and always returns. It finds its own way
// down: the book neither hurries nor stops it, and several cooks may be up
// there at once.
func New(fetch func(cake string) Recipe) *Book {
	b := &Book{fetch: fetch, pages: map[string]Recipe{}, onTheWay: map[string]bool{}}
	b.down = sync.NewCond(&b.mu)
	return b
}

// Recipe returns the recipe of cake. The first time it is fetched from the
// attic and copied into the book, from then on it is read there: however many
// cooks ask, nobody climbs to the attic twice for the same cake.
func (b *Book) Recipe(cake string) Recipe {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.onTheWay[cake] {
		b.down.Wait()
	}
	if recipe, ok := b.pages[cake]; ok {
		return recipe
	}
	b.onTheWay[cake] = true
	b.mu.Unlock()
	recipe := b.fetch(cake)
	b.mu.Lock()
	b.pages[cake] = recipe
	delete(b.onTheWay, cake)
	b.down.Broadcast()
	return recipe
}

// Pages says how many cakes have a page in the book. Anybody may count at any
// time.
func (b *Book) Pages() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return len(b.pages)
}
