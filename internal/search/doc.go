// Package search chooses schedules. Each strategy is one file:
//
//   - dpor.go tries one schedule of every class of equivalent ones, and so all
//     outcomes, if it comes to its end;
//   - bounded.go tries all schedules with 0, 1, 2 … preemptions, so the first
//     failure it meets is the simplest;
//   - random.go samples what is too large for either;
//   - replay.go follows a given schedule;
//   - every.go tries all schedules without any reduction. It is slow, simple,
//     and what the others are tested against.
package search
