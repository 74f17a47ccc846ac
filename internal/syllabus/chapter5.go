package syllabus

var strategies = []Lab{
	{
		Name:    "building",
		Chapter: 5,
		Title:   "The tall building",
		Story:   "You split yourself into clones to search a building for one thing. It is found, and the corridors stay full of you.",
		Maxim:   DontDoIt,
		Fails:   []Verdict{WrongResult, Leak},
	},
	{
		Name:    "agents",
		Chapter: 5,
		Title:   "The night line",
		Story:   "Three agents answer the telephone at night, and callers wait on hold. By morning nobody is answered, and no agent is busy.",
		Maxim:   WorksBroken,
		Fails:   []Verdict{Deadlock},
	},
	{
		Name:    "chunks",
		Chapter: 5,
		Title:   "The long table",
		Story:   "A long table of cakes is divided among the bakers, who need not talk to each other. Some cakes have icing twice as thick.",
		Maxim:   NothingTrue,
		Fails:   []Verdict{DataRace, WrongResult},
	},
	{
		Name:    "queue",
		Chapter: 5,
		Title:   "The post room",
		Story:   "Writers hand letters in, carriers deliver them, and in the evening the post room closes. Some letters are never seen again.",
		Maxim:   WorksBroken,
		Fails:   []Verdict{WrongResult},
	},
}
