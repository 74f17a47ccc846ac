package course

var errands = []Lab{
	{
		Name:     "errand",
		Chapter:  0,
		Title:    "The errand",
		Story:    "The cook sends apprentices to the market and kneads meanwhile. Since the new machine kneads in no time, she bakes without eggs.",
		Question: "The cook reaches for the eggs. Are they on the table?",
		Win:      "let the errand's result be used before it is there",
		Maxim:    Understand,
		Fails:    []Verdict{DataRace, WrongResult},
	},
	{
		Name:     "lostorders",
		Chapter:  0,
		Title:    "The lost orders",
		Story:    "A driver takes each order to its shop, and the office is told what went wrong. Some shops get no cakes, and the office knows of nothing.",
		Question: "Three drivers get lost. How many of them does the letter name?",
		Win:      "lose an order",
		Maxim:    NothingTrue,
		Fails:    []Verdict{DataRace, WrongResult},
	},
	{
		Name:     "nightshift",
		Chapter:  0,
		Title:    "The night shift",
		Story:    "A baker works through the night on the orders that are handed in. In the morning the shift is closed, and the light stays on.",
		Question: "The shift is closed. Has the baker stopped?",
		Win:      "close the shift and leave the light on",
		Maxim:    Understand,
		Fails:    []Verdict{Leak, WrongResult},
	},
}
