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
}
