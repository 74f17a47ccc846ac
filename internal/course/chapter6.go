package course

// wild are retold after public reports, which their debriefs name.
var wild = []Lab{
	{
		Name:     "twocounters",
		Chapter:  6,
		Title:    "The two counters",
		Story:    "At one counter cakes are ordered, at the other they are cancelled. Mrs Hill did both, and was brought a cake.",
		Question: "She ordered at the left and cancelled at the right. Will a cake be baked?",
		Win:      "have a cake baked that was ordered and then cancelled",
		Maxim:    NothingTrue,
		Fails:    []Verdict{WrongResult},
	},
}
