package syllabus

// questions are for a class that has read a lab's code and not yet seen it
// fail: short enough for the last row, and no help towards the answer.
var questions = map[string]string{
	"errand":     "The cook reaches for the eggs. Are they on the table?",
	"lostorders": "Three drivers get lost. How many of them does the letter name?",
	"nightshift": "The shift is closed. Has the baker stopped?",

	"cakebox":   "Can both cakes meet in the one box?",
	"tally":     "Two packers pack 6 and 4 cakes. Which numbers can be on the wall?",
	"recipes":   "Can two cooks write in the book at once?",
	"tray":      "Every cook puts a cake on the tray. How many are on it at the end?",
	"halfbaked": "You were handed an oven. Is it hot?",
	"samekey":   "Everybody locks the larder. Can two be inside?",
	"soldout":   "One cake is left, and every step is atomic. What can the sign say?",
	"twotills":  "Each till is locked while somebody uses it. Does the sum add up?",
	"frontdoor": "Nobody here says go. How many are in this room at once?",
	"onecore":   "It works on one processor. Does it work on two?",

	"twotools":    "Everybody puts back what they took. Can the corner stand still?",
	"dining":      "Each picks up one tool and reaches for the other. Can the table fall silent?",
	"lockedin":    "There is one baker in the pantry. Whom can she be waiting for?",
	"noticeboard": "Readers do not disturb each other. Can one of them be stuck?",
	"handover":    "A baker, a seller, a counter and a ledger. Can the shop stand still?",
	"headcount":   "The last one comes back. Does the number fall to nothing?",
	"bell":        "The bell rings once. Does everybody hear it?",
	"closing":     "Who locks up, and is somebody still bringing cakes?",
	"mailbox":     "The clerk writes a letter to himself. When does he get the answer?",

	"callcentre":  "The caller has hung up. What does the agent do?",
	"samples":     "The customer has had enough. Who tells the one who cuts?",
	"switchboard": "The last line is closed. How does the operator know?",
	"heartbeat":   "The clock is stopped. What does the watchman do?",
	"subscribers": "One subscriber reads slowly. Who else notices?",

	"politebakers": "Nobody ever keeps a tool for long. Will there be cake?",
	"retrystorm":   "Whoever finds another's mark begins again. Will a sack ever be entered?",
	"hungryelf":    "There is always somebody reading. When does the writer get the book?",
	"barging":      "The whisk lies on the table again and again. Will Ben get it?",
	"quitbutton":   "Somebody presses quit. How long does it take?",
	"rushorders":   "Urgent orders go first. When is an ordinary one baked?",

	"building":  "It is found. Who tells the others?",
	"vault":     "Two workers try the numbers. Which one is found first?",
	"shoemaker": "Elves stitch at the same time. In which order are the pairs ready?",
	"agents":    "A call goes wrong. Is the agent free again?",
	"queue":     "The post room closes. Where is the letter that was just handed in?",
	"chunks":    "Each baker has a stretch of the table. Whose is the cake in between?",
	"future":    "The voucher is shown twice. How many cakes are there?",
	"elsewhere": "You listen at the door, and it waits at the window. Who moves first?",
	"foreign":   "The race detector says nothing. Is the label right?",
	"dontdoit":  "A clerk for every price. How much sooner does the shop close?",
}

// usual questions are for labs that have none of their own.
var usual = map[Verdict]string{
	DataRace:    "Two goroutines are in this code at the same time. What can go wrong?",
	WrongResult: "Every line does what it says. Can the result still be wrong?",
	Leak:        "The work is over. Has everybody gone home?",
	Deadlock:    "Can all of them end up waiting, for ever?",
	Livelock:    "Everybody is busy. Will the work ever be done?",
	Starvation:  "All goes well, on the whole. Does everybody get a turn?",
	Panic:       "Is there an order of steps that ends the whole program?",
}

// Question is what to ask a class before it sees the lab fail.
func (l Lab) Question() string {
	if q := questions[l.Name]; q != "" {
		return q
	}
	for _, v := range l.Fails {
		if q := usual[v]; q != "" {
			return q
		}
	}
	return "Is there an order of steps in which this goes wrong?"
}
