package growth

import (
	"fmt"
	"math/big"
)

// A Size is a number of goroutines and one of steps that each of them makes.
type Size struct {
	Goroutines int `json:"goroutines"`
	Steps      int `json:"steps"`
}

func (s Size) String() string { return fmt.Sprintf("%d×%d", s.Goroutines, s.Steps) }

// A Family is one program in several sizes. Its name is that of a function in
// testdata/growth_test.go.
type Family struct {
	Name  string
	About string
	Sizes []Size // in the order in which the number of schedules grows

	// classes is how many classes of schedules there are, or nil if nobody knows.
	classes func(Size) *big.Int
}

// Classes returns how many classes of schedules there are, and whether that is known.
func (f Family) Classes(s Size) (n int, known bool) {
	if f.classes == nil {
		return 0, false
	}
	count := f.classes(s)
	if count == nil || !count.IsInt64() {
		return 0, false
	}
	return int(count.Int64()), true
}

// Families are all of them.
func Families() []Family {
	return []Family{
		{"mutex", "n goroutines take a lock k times each", []Size{{2, 1}, {3, 1}, {2, 2}, {2, 3}, {4, 1}, {3, 2}, {3, 3}, {4, 2}, {3, 4}, {4, 3}}, interleavings},
		{"pipeline", "k values go through n stages", []Size{{1, 1}, {1, 2}, {2, 1}, {1, 3}, {3, 1}, {2, 2}, {1, 5}, {2, 3}, {3, 2}}, meetings},
		{"readers", "n readers, k times each, and one writer", []Size{{1, 1}, {1, 2}, {2, 1}, {3, 1}, {2, 2}, {4, 1}, {3, 2}, {4, 2}, {6, 2}, {6, 4}, {8, 4}}, beforeOrAfter},
		{"sleepers", "n goroutines sleep equally long and take a lock, k times each", []Size{{1, 1}, {2, 1}, {2, 2}, {3, 1}, {2, 3}, {4, 1}, {3, 2}, {5, 1}}, orders},
		{"selecting", "a select receives k values each of n goroutines", []Size{{1, 1}, {1, 2}, {2, 1}, {3, 1}, {2, 2}, {4, 1}, {2, 3}, {3, 2}}, nil},
	}
}

// interleavings are the orders in which the lock can be taken: a multinomial coefficient.
func interleavings(s Size) *big.Int {
	n := factorial(s.Goroutines * s.Steps)
	for range s.Goroutines {
		n.Div(n, factorial(s.Steps))
	}
	return n
}

// meetings counts the orders in which two goroutines come to each meeting on a channel. With one
// stage these have nothing to do with each other: k values and the close, on two channels.
func meetings(s Size) *big.Int {
	if s.Goroutines != 1 {
		return nil
	}
	return power(2, 2*(s.Steps+1))
}

// beforeOrAfter counts, for each reader, after how many of its reads the writer comes.
func beforeOrAfter(s Size) *big.Int { return power(s.Steps+1, s.Goroutines) }

// orders are those in which the sleepers wake, each with all in which they take the lock.
func orders(s Size) *big.Int {
	if s.Steps != 1 {
		return nil
	}
	n := factorial(s.Goroutines)
	return n.Mul(n, n)
}

func factorial(n int) *big.Int { return new(big.Int).MulRange(1, int64(n)) }

func power(base, exponent int) *big.Int {
	return new(big.Int).Exp(big.NewInt(int64(base)), big.NewInt(int64(exponent)), nil)
}
