package syllabus

// Wins says, lab by lab, what a player who is the scheduler is to bring about.
// It is worded as a task, after "To win:", and gives away no more than the
// story does. A lab that is not here is won by making its test fail.
var Wins = map[string]string{
	"cakebox":      "make two cakes meet in one box",
	"tally":        "let the packers pack a cake that is never counted",
	"twotools":     "bring two bakers to wait for each other's tool for ever",
	"dining":       "bring everybody at the round table to wait for a neighbour for ever",
	"lockedin":     "lock somebody in for ever",
	"handover":     "bring the shop to a standstill",
	"callcentre":   "leave an agent waiting on the line after the caller has hung up",
	"samples":      "leave the knife lying about after the customer has gone",
	"politebakers": "keep two bakers so polite that neither ever bakes",
	"hungryelf":    "let the others read on and on, so that the elf who would write never gets the book",
	"errand":       "let the errand's result be used before it is there",
	"lostorders":   "lose an order",
}
