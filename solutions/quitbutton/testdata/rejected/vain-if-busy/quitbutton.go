// Rejected: a button that is pressed together with another comes to nothing, as if the red one had been pressed.
// Belief: giving-up-is-harmless

// Package quitbutton is the control panel of a cake machine: it has many
// buttons, and a red one.
package quitbutton

import "sync"

// A Button has been pressed.
type Button string

// Panel hears the buttons and does what they say, in order, one at a time.
type Panel struct {
	do   func(Button)
	room int

	mu      sync.Mutex // guards pressed and quit
	changed *sync.Cond
	pressed []Button
	quit    bool
}

// NewPanel returns a panel that calls do for every button. It remembers so
// many buttons, at least one, that were pressed while it was busy.
func NewPanel(do func(Button), remembers int) *Panel {
	p := &Panel{do: do, room: remembers}
	p.changed = sync.NewCond(&p.mu)
	return p
}

// Press presses a button and returns true, or false if that came to nothing
// because of the red one. It waits while there is too much to remember. do may
// press buttons, too. Any number of people may press buttons at once.
func (p *Panel) Press(b Button) bool {
	if !p.mu.TryLock() {
		return false
	}
	defer p.mu.Unlock()
	for len(p.pressed) == p.room && !p.quit {
		p.changed.Wait()
	}
	if p.quit {
		return false
	}
	p.pressed = append(p.pressed, b)
	p.changed.Broadcast()
	return true
}

// Quit is the red button. It returns at once. After that the panel finishes
// what it is doing, begins with at most one more button, and then Run returns,
// whatever else has been pressed. Quit may be called again, and by do.
func (p *Panel) Quit() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.quit = true
	p.changed.Broadcast()
}

// Run hears the buttons until the red one is pressed.
func (p *Panel) Run() {
	for {
		b, ok := p.next()
		if !ok {
			return
		}
		p.do(b)
	}
}

// next waits for a button. It returns false once the red one was pressed.
func (p *Panel) next() (Button, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for len(p.pressed) == 0 && !p.quit {
		p.changed.Wait()
	}
	if p.quit {
		return "", false
	}
	b := p.pressed[0]
	p.pressed = p.pressed[1:]
	p.changed.Broadcast()
	return b, true
}
