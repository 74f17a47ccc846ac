package explore

// Forget is for a test that explores one program after the other: each is another test.
func Forget() { clear(known) }

// Chosen is for a test.
func Chosen(n int) int { return chosen(n) }
