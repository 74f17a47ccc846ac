package syllabus

// questions are for a class that has read a lab's code and not yet seen it
// fail: short enough for the last row, and no help towards the answer.
var questions = map[string]string{
	"errand":     "The cook reaches for the eggs. Are they on the table?",
	"lostorders": "Three drivers get lost. How many of them does the letter name?",
	"nightshift": "The lights are out and the door is locked. Who is still at work?",

	"cakebox":   "Can both cakes meet in the one box?",
	"tally":     "Two packers pack 6 and 4 cakes. Which numbers can be on the wall?",
	"recipes":   "Two cooks want the same recipe at once. How often is it looked up?",
	"tray":      "Every cook puts a cake on the tray. How many are on it at the end?",
	"halfbaked": "You were handed an oven. Is it hot?",
	"samekey":   "Everybody locks the door. Is there only one key?",
	"soldout":   "One cake is left, and every step is atomic. Can it be sold twice?",
	"twotills":  "Each till is locked while somebody uses it. Does the sum add up?",
	"frontdoor": "Nobody here says go. How many are in this room at once?",
	"onecore":   "It works on one processor. Does it work on two?",

	"twotools":    "Everybody puts back what they took. Can the corner stand still?",
	"dining":      "Each picks up one tool and reaches for the other. Can the table fall silent?",
	"lockedin":    "There is one baker in the pantry. Whom can she be waiting for?",
	"noticeboard": "Readers do not disturb each other. Can one of them be stuck?",
	"handover":    "A baker, a seller, a counter and a ledger. Can the shop stand still?",
	"headcount":   "The foreman waits until all are done. Does he know how many there are?",
	"bell":        "The bell rings once. Does everybody hear it?",
	"closing":     "Who locks up, and is somebody still bringing cakes?",
	"mailbox":     "The clerk writes a letter to himself. When does he get the answer?",

	"callcentre":  "The caller has hung up. What does the agent do?",
	"samples":     "The customer has had enough. Who tells the one who cuts?",
	"switchboard": "All lines lead into one. When is it over?",
	"heartbeat":   "The owner has gone. What still beats?",
	"subscribers": "One subscriber reads slowly. Who else notices?",

	"politebakers": "Nobody ever keeps a tool for long. Will there be cake?",
	"retrystorm":   "Whoever is disturbed begins again. Does anybody ever get done?",
	"hungryelf":    "There is always somebody reading. When does the writer get the book?",
	"barging":      "The tool is free again and again. Does everybody get it?",
	"quitbutton":   "Somebody presses quit. How long does it take?",
	"rushorders":   "Urgent orders go first. When is an ordinary one baked?",

	"building":  "It has been found. How many are still looking?",
	"vault":     "Two workers find a code. Which one is it?",
	"shoemaker": "Many elves make soles. In which order do the shoes come out?",
	"agents":    "Some calls fail. How many agents are there by the evening?",
	"queue":     "The shop closes. Is every message delivered, and once?",
	"chunks":    "Each takes a piece of the work. Who does the seams?",
	"future":    "The cake is promised. Can it be delivered twice, or never?",
	"elsewhere": "The other one talks, and you wait for him to finish. Who moves first?",
	"foreign":   "The race detector says nothing. Is it safe?",
	"dontdoit":  "A goroutine for every number. How much faster is that?",
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
