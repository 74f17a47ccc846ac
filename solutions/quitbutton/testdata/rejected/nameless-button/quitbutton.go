// Rejected: a button that has no name is heard, and what it is for is not done.
// Belief: empty-means-none

// Package quitbutton is the control panel of a cake machine: it has many
// buttons, and a red one.
package quitbutton

import "sync"

// A Button has been pressed.
type Button string

// Panel hears the buttons and does what they say, in order, one at a time.
type Panel struct {
	do      func(Button)
	pressed chan Button

	once sync.Once
	quit chan struct{} // closed when the red button has been pressed
}

// NewPanel returns a panel that calls do for every button. It remembers so
// many buttons, at least one, that were pressed while it was busy.
func NewPanel(do func(Button), remembers int) *Panel {
	return &Panel{do: do, pressed: make(chan Button, remembers), quit: make(chan struct{})}
}

// Press presses a button and returns true, or false if that came to nothing
// because of the red one. It waits while there is too much to remember. do may
// press buttons, too. Any number of people may press buttons at once.
func (p *Panel) Press(b Button) bool {
	select {
	case p.pressed <- b:
		return true
	case <-p.quit:
		return false
	}
}

// Quit is the red button. It returns at once. After that the panel finishes
// what it is doing, begins with at most one more button, and then Run returns,
// whatever else has been pressed. Quit may be called again, and by do.
func (p *Panel) Quit() {
	p.once.Do(func() { close(p.quit) })
}

// Run hears the buttons until the red one is pressed.
func (p *Panel) Run() {
	for {
		// Of two that are ready, select takes any. So the red button is asked alone
		// before every other: only one that is pressed meanwhile can be overtaken.
		select {
		case <-p.quit:
			return
		default:
		}
		select {
		case b := <-p.pressed:
			if b != "" {
				p.do(b)
			}
		case <-p.quit:
			return
		}
	}
}
