package syllabus

var racing = []Lab{
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
		Name:    "recipes",
		Chapter: 1,
		Title:   "The book of recipes",
		Story:   "A recipe that somebody has fetched from the attic is copied into the book in the kitchen. One evening the book lies in pieces.",
		Maxim:   NothingTrue,
		Fails:   []Verdict{DataRace, WrongResult},
	},
	{
		Name:    "tray",
		Chapter: 1,
		Title:   "The tray",
		Story:   "Every cook puts a cake on one large tray and calls out how many there are. The shop receives fewer cakes than were baked.",
		Maxim:   WorksBroken,
		Fails:   []Verdict{DataRace, WrongResult},
	},
	{
		Name:    "halfbaked",
		Chapter: 1,
		Title:   "The cold oven",
		Story:   "The first baker of the day heats the oven, the others find it ready. Some mornings, one of them bakes in a cold one.",
		Maxim:   NothingTrue,
		Fails:   []Verdict{DataRace, WrongResult},
	},
	{
		Name:    "samekey",
		Chapter: 1,
		Title:   "The key to the larder",
		Story:   "Nobody enters the larder without its key, and there is a lock on the door. The last egg has been used in two cakes.",
		Maxim:   Understand,
		Fails:   []Verdict{DataRace, WrongResult},
	},
}
