package syllabus

var deadlock = []Lab{
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
}
