package testing

import (
	"racelab/internal/sim"
	"racelab/internal/sim/std/time"
)

func init() { sim.Poll = poll }

// poll does what testify's Eventually does: it looks at once, and again at a tick after a
// look has come to its end, each time in a goroutine of its own.
func poll(holds func() bool, wait, each time.Duration, site int) bool {
	end, ticker := time.NewTimer(wait), time.NewTicker(each)
	defer end.Stop()
	defer ticker.Stop()
	looked := sim.Make(make(chan bool, 1), site)
	look := func() {
		sim.Go(site, func() {
			held := false
			defer func() { sim.SendTo(looked, site).Send(held) }()
			held = holds()
		})
	}
	var ticks <-chan time.Time
	look()
	for {
		result := sim.RecvCase(looked)
		switch sim.Select(site, false, sim.RecvCase(end.C), sim.RecvCase(ticks), result) {
		case 0:
			return false
		case 1:
			ticks = nil
			look()
		default:
			if result.Val {
				return true
			}
			ticks = ticker.C
		}
	}
}
