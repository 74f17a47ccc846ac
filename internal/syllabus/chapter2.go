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
		Name:    "dining",
		Chapter: 2,
		Title:   "The round table",
		Story:   "One tool lies between every two bakers, and a cake takes both hands. Now and then the whole table grows silent.",
		Maxim:   WorksBroken,
		Fails:   []Verdict{Deadlock},
	},
	{
		Name:    "lockedin",
		Chapter: 2,
		Title:   "Locked in",
		Story:   "Whoever goes into the pantry locks the door. The baker who found the shelf empty was not seen again.",
		Maxim:   WorksBroken,
		Fails:   []Verdict{Deadlock},
	},
	{
		Name:    "noticeboard",
		Chapter: 2,
		Title:   "The notice board",
		Story:   "Any number of people read the board together; who pins up a notice has it alone. One Monday nobody came away from it again.",
		Maxim:   NothingTrue,
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
		Name:    "headcount",
		Chapter: 2,
		Title:   "The head count",
		Story:   "Whoever leaves the yard adds one to a number on the wall, and whoever comes back takes one away. Some evenings it never falls to nothing.",
		Maxim:   NothingTrue,
		Fails:   []Verdict{Deadlock, WrongResult},
	},
}
