package bugs

import (
	"flag"
	"sync"
	"testing"
)

var (
	batch   = flag.Int("batch", 12, "cakes at a time")
	flour   string
	filling string
)

func init() {
	flag.StringVar(&flour, "flour", "rye", "what the dough is of")
	flag.Func("filling", "what is in it", func(says string) error { filling = says; return nil })
}

// want: passed
func TestFlagsStartAfresh(t *testing.T) { // as the package's other variables do
	if *batch != 12 || flour != "rye" || filling != "" || flag.Lookup("batch").Value.String() != "12" {
		t.Error("left over", *batch, flour, filling)
	}
	for name, value := range map[string]string{"batch": "6", "flour": "oat", "filling": "jam"} {
		if err := flag.Set(name, value); err != nil {
			t.Error(err)
		}
	}
	if *batch != 6 || flour != "oat" || filling != "jam" {
		t.Error("not set", *batch, flour, filling)
	}
	extra := flag.Bool("extra", true, "one on top")
	var mu sync.Mutex
	turn := func() {
		mu.Lock()
		defer mu.Unlock()
		*extra = !*extra
	}
	both(turn, turn)
}

// want: panic
func TestFlagTwice(t *testing.T) {
	flag.Bool("cream", true, "")
	flag.Bool("cream", true, "") // cause
}

// want: passed 1
func TestFlagTwiceFixed(t *testing.T) {
	flag.Bool("cream", true, "")
	flag.Bool("sugar", true, "")
}
