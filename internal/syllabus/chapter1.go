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
		Name:    "soldout",
		Chapter: 1,
		Title:   "Sold out",
		Story:   "A shop sells its last cake, over the counter and by telephone. Two customers come to fetch it, and the sign by the door says -1.",
		Maxim:   WorksBroken,
		Fails:   []Verdict{WrongResult},
	},
	{
		Name:    "twotills",
		Chapter: 1,
		Title:   "Two tills",
		Story:   "Coins go from the till of the shop to the till of the café and back. Each till is always right; some evenings their sum is not.",
		Maxim:   NothingTrue,
		Fails:   []Verdict{WrongResult},
	},
}
