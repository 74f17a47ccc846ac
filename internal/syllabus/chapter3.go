package syllabus

var leaks = []Lab{
	{
		Name:    "callcentre",
		Chapter: 3,
		Title:   "The call centre",
		Story:   "Agents look up answers while callers wait, and some callers hang up. Each night more agents are still at their desks.",
		Maxim:   NothingTrue,
		Fails:   []Verdict{Leak},
	},
	{
		Name:    "samples",
		Chapter: 3,
		Title:   "The samples",
		Story:   "Somebody behind the counter cuts slices until the customer has tasted enough. Nobody says when the customer has gone.",
		Maxim:   DontDoIt,
		Fails:   []Verdict{Leak},
	},
	{
		Name:    "switchboard",
		Chapter: 3,
		Title:   "The switchboard",
		Story:   "All telephone lines of the town end at one board, where one operator answers. The last line was closed long ago, and she is still there.",
		Maxim:   NothingTrue,
		Fails:   []Verdict{Leak},
	},
	{
		Name:    "heartbeat",
		Chapter: 3,
		Title:   "The heartbeat",
		Story:   "A watchman strikes a bell at every tick of his clock. In the morning the clock is stopped, and the yard is full of watchmen.",
		Maxim:   NothingTrue,
		Fails:   []Verdict{Leak},
	},
	{
		Name:    "subscribers",
		Chapter: 3,
		Title:   "The subscribers",
		Story:   "The baker puts a note into every letterbox when a cake is ready. One reader is on holiday, and no cake has been baked since.",
		Maxim:   WorksBroken,
		Fails:   []Verdict{Leak, Deadlock},
	},
}
