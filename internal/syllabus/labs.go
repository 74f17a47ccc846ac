package syllabus

import "slices"

// Chapters lists the chapters in order.
var Chapters = []Chapter{
	{0, "Errands", "Somebody is sent off with a task. When is it done, what came of it, and who calls them home?"},
	{1, "Racing", "Several workers share one thing, and each acts on what it saw a moment ago."},
	{2, "Deadlock", "Everybody waits for somebody who is waiting too, so nothing moves again."},
	{3, "Leaks", "A worker whom nobody wants any more stays on, unseen, for ever."},
	{4, "Livelock and starvation", "Everybody is busy, yet some or all of them never get anywhere."},
	{5, "Strategies", "One good reason to be concurrent: speed. The problem chooses the way, and the machine has its say."},
}

// Labs lists the labs in the order in which a learner meets them.
var Labs = slices.Concat(errands, racing, deadlock, leaks, livelock, strategies)
