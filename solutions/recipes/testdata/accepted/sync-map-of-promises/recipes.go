// Accepted: the map keeps a promise to climb, which sync.OnceValue keeps once for all who ask.

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
	pages sync.Map // of func() Recipe, each made by sync.OnceValue
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
	climb := sync.OnceValue(func() Recipe { return b.fetch(cake) })
	promise, _ := b.pages.LoadOrStore(cake, climb)
	return promise.(func() Recipe)()
}

// Pages says how many cakes have a page in the book. Anybody may count at any
// time.
func (b *Book) Pages() int {
	n := 0
	b.pages.Range(func(any, any) bool { n++; return true })
	return n
}
