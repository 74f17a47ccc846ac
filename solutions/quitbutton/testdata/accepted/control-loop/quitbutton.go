// Accepted: a loop of its own hears all buttons and hands one at a time to Run; it is never busy, and Quit waits until it has heard.

// Package quitbutton is the control panel of a cake machine: it has many
// buttons, and a red one.
package quitbutton

// A Button has been pressed.
type Button string

// Panel hears the buttons and does what they say, in order, one at a time.
type Panel struct {
	do      func(Button)
	pressed chan Button
	next    chan Button   // without room: what was sent, Run has in hand
	red     chan struct{} // without room: once one was sent, control hands out no more
	quit    chan struct{} // closed when control has ended
}

// NewPanel returns a panel that calls do for every button. It remembers so
// many buttons, at least one, that were pressed while it was busy.
func NewPanel(do func(Button), remembers int) *Panel {
	p := &Panel{
		do:      do,
		pressed: make(chan Button),
		next:    make(chan Button),
		red:     make(chan struct{}),
		quit:    make(chan struct{}),
	}
	go p.control(remembers)
	return p
}

// control remembers the buttons until the red one is pressed.
func (p *Panel) control(room int) {
	defer close(p.quit)
	var list []Button
	for {
		// Asked alone first, so that Quit need not wait for its luck.
		select {
		case <-p.red:
			return
		default:
		}
		// A channel that is nil is never ready.
		var pressed, next chan Button
		var first Button
		if len(list) < room {
			pressed = p.pressed
		}
		if len(list) > 0 {
			next, first = p.next, list[0]
		}
		select {
		case b := <-pressed:
			list = append(list, b)
		case next <- first:
			list = list[1:]
		case <-p.red:
			return
		}
	}
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
	select {
	case p.red <- struct{}{}:
	case <-p.quit:
	}
}

// Run hears the buttons until the red one is pressed.
func (p *Panel) Run() {
	for {
		select {
		case b := <-p.next:
			p.do(b)
		case <-p.quit:
			return
		}
	}
}
