package pairs

import (
	"fmt"
	"strings"
)

// write writes the test.
func (t test) write(b *strings.Builder) {
	fmt.Fprintf(b, "\nfunc %s(t *testing.T) {\n%svar both sync.WaitGroup\nboth.Add(2)\n"+
		"go func() { defer both.Done(); %s }()\ngo func() { defer both.Done(); %s }()\nboth.Wait()\n%s}\n",
		t.name, t.begin(), t.first.text, t.secondText(), t.end())
}

// TurnsOf names the tests that make the calls of a test one after the other, in this
// order and in the other.
func TurnsOf(test string) [2]string {
	rest := strings.TrimPrefix(test, Pairs)
	return [2]string{"TestFirst_" + rest, "TestSecond_" + rest}
}

// writeTurns writes those.
func (t test) writeTurns(b *strings.Builder) {
	calls := [2]string{t.first.text, t.secondText()}
	for i, name := range TurnsOf(t.name) {
		fmt.Fprintf(b, "\nfunc %s(t *testing.T) {\n%svar both sync.WaitGroup\nboth.Add(1)\n"+
			"go func() { defer both.Done(); %s; %s }()\nboth.Wait()\n%s}\n", name, t.begin(), calls[i], calls[1-i], t.end())
	}
}

// begin makes the values.
func (t test) begin() string {
	text := "v := " + t.make + "\n"
	if t.before != "" {
		text += t.before + "\n"
	}
	if t.part != nil {
		text += "w := " + t.part.by.text + "\n"
	}
	return text
}

// secondText is the second call, of v or of its part w.
func (t test) secondText() string {
	if t.part != nil {
		return "w" + strings.TrimPrefix(t.second.text, "v")
	}
	return t.second.text
}

// end ends what the values have begun, unless a call has done so.
func (t test) end() (text string) {
	if t.part != nil {
		text = endOf("w", t.part.of, t.second)
		return text + endOf("v", t.of, t.first)
	}
	return endOf("v", t.of, t.first, t.second)
}

func endOf(value string, s *subject, calls ...call) string {
	for _, c := range calls {
		if s.end == "" || isEnder(c.name) {
			return ""
		}
	}
	return value + "." + s.end + "()\n"
}
