package belief

// A Belief is a view of the world in which a wrong fix would be right. The idea is
// that of Strömbäck, Mannila and Kamkar, who sorted students' solutions by it
// (Koli Calling 2019, ACE 2021).
type Belief struct {
	ID  string // as in "// Belief: ID", below the first line of a rejected fix
	If  string // "This would be right if" it
	But string // "It is not:" why
}

// Says is what a learner is told whose fix fails for this belief.
func (b Belief) Says() string {
	return "This would be right if " + b.If + ". It is not so: " + b.But + "."
}

// All are the beliefs that the rejected fixes of the course name.
var All = []Belief{
	{"reading-is-harmless",
		"reading were harmless",
		"a read that nothing orders against a write may see half of it, or never see it, and is stale when it is used"},
	{"safe-steps-are-safe-together",
		"two steps that are each safe were safe together",
		"another goroutine may come between them, and what the first step saw is no longer true at the second"},
	{"any-lock-keeps-others-out",
		"any lock kept the others out",
		"a lock keeps out those who take the same lock, and all who use the data must"},
	{"a-copy-is-the-same-thing",
		"a copy were the thing itself",
		"whoever locks a copy, or changes one, has nothing in common with whoever has the other"},
	{"time-orders",
		"time ordered things",
		"a sleep or a yield lets others go on, and waits for none of them: some day one is later than that"},
	{"a-small-variable-needs-no-lock",
		"a small variable needed no synchronisation",
		"a word or a flag that one goroutine writes while another uses it is a data race, and a wait can begin between a look at it and its change"},
	{"shown-before-it-is-so",
		"a thing might be announced a little before it is so",
		"somebody acts on the announcement at once, and finds that it is not so yet"},
	{"one-wake-up-reaches-all",
		"one wake-up reached all who wait",
		"Signal, or one value on a channel, reaches one of them, and it may be the wrong one"},
	{"a-wake-up-is-remembered",
		"a wake-up were remembered for those who come later",
		"it reaches those who wait at that moment; what is to last must be written down as state"},
	{"who-is-woken-need-not-look",
		"whoever was woken could rely on what the wake-up was for",
		"others may have been quicker: look again, in a loop"},
	{"some-number-is-large-enough",
		"some number were large enough",
		"the day comes on which it is too small, and nothing else has changed"},
	{"equal-waits-part",
		"those who meet parted by waiting equally long",
		"they stay in step and meet again; something must make them unequal"},
	{"the-unlikely-does-not-happen",
		"what is unlikely did not happen",
		"among all schedules there is one on which it happens each time"},
	{"one-after-another-will-do",
		"one after another were as good as at the same time",
		"then the slow part is done by one while the others stand and wait"},
	{"giving-up-is-harmless",
		"giving up were as good as doing",
		"whoever relied on it has lost something, and is not told"},
	{"caught-means-undone",
		"a panic that is caught had not happened",
		"it is caught after the damage, and with it every other panic"},
	{"anybody-may-close",
		"anybody might close a channel, at any time",
		"a second close panics, and so does a send on a closed channel: one owner closes, when nobody sends any more"},
	{"told-means-gone",
		"whoever was told to stop had stopped",
		"between being told and being done there is work, and somebody must wait for its end"},
	{"one-stands-for-all",
		"one result stood for all of them",
		"each of the others can be different, and is lost"},
	{"who-waits-sees-a-flag",
		"a goroutine that waits noticed a flag",
		"it looks only between two waits, and nobody wakes it: let it wait for both"},
	{"every-way-out-is-covered",
		"there were only one way out",
		"an error, an early return or a panic leaves by another, and what was taken is not given back there; defer covers all of them"},
	{"one-place-is-enough",
		"it were enough to mend one place",
		"an order of locks, or any rule, holds only if every place keeps it"},
	{"waiting-with-a-lock-is-harmless",
		"waiting with a lock in hand were harmless",
		"everybody who needs it waits as well, perhaps the one who is waited for, too"},
	{"another-goroutine-takes-the-waiting",
		"one more goroutine took the waiting away",
		"it waits now, or nobody waits for it, and the order is gone"},
	{"goroutines-are-free",
		"goroutines cost nothing",
		"each costs more than a small piece of work, and as many as there is work are too many"},
	{"order-keeps-itself",
		"what begins first were done first",
		"nothing orders two goroutines but what they do to order themselves"},
	{"there-is-only-one-time",
		"it happened only once",
		"what is left over from the first time is found by the second"},
	{"there-is-only-one",
		"there were only one of them",
		"a second one is made, and what lies in the package belongs to both: keep it in the value"},
	{"it-divides-evenly",
		"the parts always added up to the whole",
		"look at the borders: what is left over, or counted twice"},
	{"empty-means-none",
		"an empty value meant that there is none",
		"it can be a value like any other; whether there is one must be said apart"},
	{"who-is-on-the-way-is-counted",
		"whoever is on the way were counted already",
		"whoever counts itself may be late, and the wait is over before that: count before the go statement"},
	{"what-is-undone-was-never-seen",
		"nobody saw what is put right again",
		"others look in between, and act on it"},
	{"the-other-side-can-wait",
		"it were enough that the other side has its turn",
		"now those who went first before wait for ever"},
	{"nobody-relies-on-it",
		"nobody relied on that part of the promise",
		"somebody does: the promise is all of what the comments say"},
	{"more-hands-do-no-harm",
		"more hands did no harm",
		"what was promised to be done by one, or one at a time, is done by two"},
	{"a-read-lock-is-enough",
		"a read lock kept the others out",
		"it lets in all who read, and whoever writes under it writes beside them"},
	{"it-does-not-matter-when",
		"it did not matter when the work is done",
		"too early is for nothing, and too late is waited for"},
	{"asking-again-is-waiting",
		"asking again and again were waiting",
		"it takes no place in a line: others can be quicker each time, and if all ask with something in hand, none gets on"},
}

// Find returns the belief of an ID.
func Find(id string) (Belief, bool) {
	for _, b := range All {
		if b.ID == id {
			return b, true
		}
	}
	return Belief{}, false
}
