package syllabus

// Chapters lists the chapters that have labs, in order.
var Chapters = []Chapter{
	{1, "Racing", "Several workers share one thing, and each acts on what it saw a moment ago."},
	{2, "Deadlock", "Everybody waits for somebody who is waiting too, so nothing moves again."},
	{3, "Leaks", "A worker whom nobody wants any more stays on, unseen, for ever."},
	{4, "Livelock and starvation", "Everybody is busy, yet some or all of them never get anywhere."},
}

// Labs lists the labs in the order in which a learner meets them.
var Labs = []Lab{
	{
		Name:    "cakebox",
		Chapter: 1,
		Title:   "The cake box",
		Story:   "Bakers bring cakes to a box with room for exactly one. Since there are two bakers, customers write letters about crumbs.",
		Maxim:   NothingTrue,
		Fails:   []Verdict{DataRace, WrongResult},
	},
	{
		Name:    "tally",
		Chapter: 1,
		Title:   "The count on the wall",
		Story:   "Every packer adds what he packed to the number on the wall. The shops receive more cakes than were ever counted.",
		Maxim:   WorksBroken,
		Fails:   []Verdict{DataRace, WrongResult},
	},
	{
		Name:    "twotools",
		Chapter: 2,
		Title:   "Two tools",
		Story:   "A mixing corner has one whisk and one bowl, and not everybody learned to fetch them in the same way.",
		Maxim:   WorksBroken,
		Fails:   []Verdict{Deadlock},
	},
	{
		Name:    "handover",
		Chapter: 2,
		Title:   "The handover",
		Story:   "Bakers put cakes on a counter, a seller takes them off, and both write in one ledger. By noon the shop stands still.",
		Maxim:   WorksBroken,
		Fails:   []Verdict{Deadlock},
	},
	{
		Name:    "callcentre",
		Chapter: 3,
		Title:   "The call centre",
		Story:   "Agents look up answers while callers wait, and some callers hang up. Each night more agents are still at their desks.",
		Maxim:   NothingTrue,
		Fails:   []Verdict{Leak},
	},
	{
		Name:    "samples",
		Chapter: 3,
		Title:   "The samples",
		Story:   "Somebody behind the counter cuts slices until the customer has tasted enough. Nobody says when the customer has gone.",
		Maxim:   DontDoIt,
		Fails:   []Verdict{Leak},
	},
	{
		Name:    "politebakers",
		Chapter: 4,
		Title:   "After you, no, after you",
		Story:   "Two bakers share a whisk and a bowl and were brought up to give way. Everybody moves, and no cake is made.",
		Maxim:   NothingTrue,
		Fails:   []Verdict{Livelock},
	},
	{
		Name:    "hungryelf",
		Chapter: 4,
		Title:   "The elf who would write",
		Story:   "Many elves may read the book of patterns together. The one who writes in it has not had it for days.",
		Maxim:   WorksBroken,
		Fails:   []Verdict{Starvation},
	},
}
