package pairs

import "strings"

// What the names of made tests begin with.
const (
	Pairs     = "TestPair_"         // two calls at once
	Histories = "TestLinearizable_" // the calls of a type, whose results some order must explain
)

// MakerOf is what the name of a made test begins with, and nothing for one that somebody
// has written.
func MakerOf(test string) string {
	for _, maker := range []string{Pairs, Histories} {
		if strings.HasPrefix(test, maker) {
			return maker
		}
	}
	return ""
}
