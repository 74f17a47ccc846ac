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
}
