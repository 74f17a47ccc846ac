// Rejected: the note that the page is there is read by one, and whoever else waits for it waits for ever.
// Belief: one-wake-up-reaches-all

// Package recipes is the book in the kitchen of a cake factory. The recipes
// themselves lie in the attic; what somebody has fetched is copied into the
// book for everybody.
package recipes

import "sync"

// Recipe is what a cook reads before baking.
type Recipe string

// page is ready when the channel is closed.
type page struct {
	ready  chan struct{}
	recipe Recipe
	copied bool
}

// Book lies open in the kitchen. Its methods may be called by several cooks
// at once.
type Book struct {
	fetch func(cake string) Recipe

	mu    sync.Mutex // guards pages, but not what is on them
	pages map[string]*page
}

// New returns a book with no recipes in it. Fetch climbs to the attic for the
// recipe of a cake, which takes long, and always returns. It finds its own way
// down: the book neither hurries nor stops it, and several cooks may be up
// there at once.
func New(fetch func(cake string) Recipe) *Book {
	return &Book{fetch: fetch, pages: map[string]*page{}}
}

// Recipe returns the recipe of cake. The first time it is fetched from the
// attic and copied into the book, from then on it is read there: however many
// cooks ask, nobody climbs to the attic twice for the same cake.
func (b *Book) Recipe(cake string) Recipe {
	b.mu.Lock()
	p, ok := b.pages[cake]
	if !ok {
		p = &page{ready: make(chan struct{}, 1)}
		b.pages[cake] = p
	}
	b.mu.Unlock()
	if !ok {
		p.recipe = b.fetch(cake)
		b.mu.Lock()
		p.copied = true
		b.mu.Unlock()
		p.ready <- struct{}{}
		return p.recipe
	}
	b.mu.Lock()
	copied := p.copied
	b.mu.Unlock()
	if !copied {
		<-p.ready
	}
	return p.recipe
}

// Pages says how many cakes have a page in the book. Anybody may count at any
// time.
func (b *Book) Pages() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return len(b.pages)
}
