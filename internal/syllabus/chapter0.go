package syllabus

var errands = []Lab{
	{
		Name:    "errand",
		Chapter: 0,
		Title:   "The errand",
		Story:   "The cook sends apprentices to the market and kneads meanwhile. Since the new machine kneads in no time, she bakes without eggs.",
		Maxim:   Understand,
		Fails:   []Verdict{DataRace, WrongResult},
	},
}
