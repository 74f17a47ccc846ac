package course

// wild are retold after public reports, which their debriefs name.
var wild = []Lab{
	{
		Name:     "droppedkey",
		Chapter:  6,
		Title:    "The dropped key",
		Story:    "The guests of a bath house share its key. One was taken ill and all went on, but on Saturday the house could not be cleaned.",
		Question: "A guest is taken ill in the bath. Who notices, and when?",
		Win:      "leave the bath house waiting to be cleaned for ever",
		Maxim:    Understand,
		Fails:    []Verdict{WrongResult, Deadlock},
	},
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
	{
		Name:     "ticketline",
		Chapter:  6,
		Title:    "The line at the theatre",
		Story:    "Parties go in in the order in which they came. A large one gives up, there are free seats, and the man behind it stands there still.",
		Question: "The family of six goes home. Who looks at the line?",
		Win:      "leave somebody in the line who is the first in it and would have a seat",
		Maxim:    NothingTrue,
		Fails:    []Verdict{Deadlock},
	},
	{
		Name:     "waitinglist",
		Chapter:  6,
		Title:    "The lobby",
		Story:    "Whoever finds the hotel full sits down in the lobby, until a room is free or the taxi comes. A guest sits there whose taxi has gone.",
		Question: "She has asked for her taxi, and is about to sit down. What if it comes now?",
		Win:      "leave a guest in the lobby whose taxi has come",
		Maxim:    Understand,
		Fails:    []Verdict{Deadlock},
	},
}
