// Package channel uses a channel as rewritten code does.
package channel

import "racelab/internal/sim"

type cake struct{ name string }

// Bake sends, receives, selects and closes.
func Bake() (bool, int) {
	ch := sim.Make(make(chan cake, 1), 0)
	sim.SendTo(ch, 1).Send(cake{"1"})
	got := sim.RecvCase(ch)
	sim.Select(2, false, got, sim.SendCase(ch).Of(cake{"2"}))
	for range sim.RangeChan(ch, 3) {
		break
	}
	sim.Close(ch, 4)
	_, ok := sim.Recv2(ch, 5)
	return ok && got.OK, sim.Len(ch, 6)
}
