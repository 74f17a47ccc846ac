// Package bugs is an acceptance test of the explorer: small tests as a learner
// writes them, right ones and wrong ones. It is explored, never run natively.
//
// A comment above each test says what the explorer must find:
//
//	// want: passed              every schedule passes
//	// want: passed 6            and there are six classes of them
//	// want: assertion "words"   a failure of that kind; the words are in its cause or messages
//	// want /sub: passed         the same for a subtest, explored by itself
//
// and before that, of some, which kind of published bug it is. A test that
// fails has a twin that passes: TestOnce and TestOnceFixed.
//
// A comment at the end of a line says which lines the report must name: both
// sides of a data race have the mark "race", the step at which it goes wrong
// "fault", where somebody waits for ever "stuck", and where the explorer gave
// up "here". A mark belongs to the first test that ends after it. That the test
// itself waits for [both] goes without a mark. A test without a race mark must
// have no race.
package bugs
