package syllabus

var livelock = []Lab{
	{
		Name:    "politebakers",
		Chapter: 4,
		Title:   "After you, no, after you",
		Story:   "Two bakers share a whisk and a bowl and were brought up to give way. Everybody moves, and no cake is made.",
		Maxim:   NothingTrue,
		Fails:   []Verdict{Livelock},
	},
	{
		Name:    "retrystorm",
		Chapter: 4,
		Title:   "The retry storm",
		Story:   "Two clerks enter flour into the stock book. Whoever finds the mark of another begins again, and no sack has been entered since spring.",
		Maxim:   WorksBroken,
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
	{
		Name:    "barging",
		Chapter: 4,
		Title:   "The whisk that is always taken",
		Story:   "After every cake the whisk goes back on the table, and everybody may take it. Ben has been waiting for it since Monday.",
		Maxim:   NothingTrue,
		Fails:   []Verdict{Starvation},
	},
	{
		Name:    "quitbutton",
		Chapter: 4,
		Title:   "The red button",
		Story:   "The machine does what its buttons say, and most buttons press others. When it is very busy the red one can take a while.",
		Maxim:   WorksBroken,
		Fails:   []Verdict{WrongResult},
	},
}
