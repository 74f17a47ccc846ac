// Package course is the course as one table: chapters, labs in the order in
// which they are met, and the way in which every broken lab must fail.
//
// It holds no code of a lab and imports nothing of this module, so that every
// tool may read it.
package course

import "slices"

// Verdict says how one candidate fix did against one lab's tests.
type Verdict string

// The verdicts. Pass is the only one that is not a failure.
const (
	Pass        Verdict = "passes"
	DataRace    Verdict = "data race"
	WrongResult Verdict = "wrong result"
	Leak        Verdict = "leak"
	Deadlock    Verdict = "deadlock"
	Livelock    Verdict = "livelock"
	Starvation  Verdict = "starvation"
	Panic       Verdict = "panic"
	NoBuild     Verdict = "does not build"
	OutOfTime   Verdict = "ran out of time"
	// Inconclusive means that the explorer could not follow the program, so
	// nothing is known of it that other verdicts do not say.
	Inconclusive Verdict = "inconclusive"
)

// Verdicts returns every verdict, Pass first.
func Verdicts() []Verdict {
	return []Verdict{
		Pass, DataRace, WrongResult, Leak, Deadlock,
		Livelock, Starvation, Panic, NoBuild, OutOfTime, Inconclusive,
	}
}

// Words are verdicts as text.
func Words(verdicts []Verdict) []string {
	var words []string
	for _, v := range verdicts {
		words = append(words, string(v))
	}
	return words
}

// A Chapter is a group of labs about one kind of trouble.
type Chapter struct {
	Number int
	Title  string
	Intro  string // one or two sentences, no spoilers
}

// A Lab is one broken program with its tests.
type Lab struct {
	Name     string    // the scenario; also the folder and the Go package
	Chapter  int       // Number of its chapter
	Title    string    // a few words for the map of the course
	Story    string    // one or two sentences, no spoilers
	Question string    // for a class that has read the code and not yet seen it fail: short, and no help towards the answer
	Win      string    // what a player who chooses the schedule must bring about, after "To win:"; "" is to make the test fail
	Maxim    string    // which of the four maxims its debrief teaches
	Fails    []Verdict // every verdict that the broken lab must show
	Draft    bool      // being written: not shown to learners, and checked only when it is named
}

// The four maxims of concurrency, as the course's source words them.
const (
	DontDoIt    = "Don't do it"
	NothingTrue = "Nothing is true and everything matters"
	WorksBroken = "Just because it works doesn't mean it's not broken"
	Understand  = "You must still understand it"
)

// Find returns the lab of that name, which must be spelt exactly. It finds drafts too.
func Find(name string) (Lab, bool) {
	i := slices.IndexFunc(all, func(l Lab) bool { return l.Name == name })
	if i < 0 {
		return Lab{}, false
	}
	return all[i], true
}

// Names are those of all labs that learners see.
func Names() []string {
	var names []string
	for _, l := range Labs {
		names = append(names, l.Name)
	}
	return names
}

// Shows reports whether v is one of the ways in which the lab must fail.
func (l Lab) Shows(v Verdict) bool {
	return slices.Contains(l.Fails, v)
}
