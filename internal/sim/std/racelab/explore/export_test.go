package explore

// Chosen is for a test.
func Chosen(n int) int { return chosen(n) }
