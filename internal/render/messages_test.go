package render

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
)

// heard returns what a test says that makes an assertion of testify's.
func heard(check func(t assert.TestingT)) []string {
	var l listener
	check(&l)
	return said(l.messages)
}

type listener struct{ messages []string }

func (l *listener) Errorf(format string, args ...any) {
	l.messages = append(l.messages, fmt.Sprintf(format, args...))
}

func TestTheTestsOwnSentenceComesFirst(t *testing.T) {
	assert.Equal(t, []string{"so many cakes are left", `"2" is not less than or equal to "1"`},
		heard(func(t assert.TestingT) { assert.LessOrEqual(t, 2, 1, "so many cakes are left") }))
	assert.Equal(t, []string{"cakes that are left", "want 1, got 2"},
		heard(func(t assert.TestingT) { assert.Equal(t, 1, 2, "cakes that are left") }))
	assert.Equal(t, []string{"want 1, got 2"}, heard(func(t assert.TestingT) { assert.Equal(t, 1, 2) }))
}

// Whoever logs too late panics with what was to be logged, in its frame.
func TestAPanicIsToldWithoutTestifysFrame(t *testing.T) {
	var l listener
	assert.Equal(&l, 1, 2, "cakes that are left")
	assert.Regexp(t, `^Log in goroutine after TestA has completed: cakes that are left Not equal: expected: 1 actual *: 2$`,
		thrown("Log in goroutine after TestA has completed: "+l.messages[0]))
	assert.Equal(t, "one\ntwo", thrown("one\ntwo"))
}

func TestAListIsOneLine(t *testing.T) {
	assert.Equal(t, []string{"the plates", "elements differ", "extra elements in list A: (int) 3", "extra elements in list B: (int) 1",
		"listA: (int) 2, (int) 3", "listB: (int) 2, (int) 1"},
		heard(func(t assert.TestingT) { assert.ElementsMatch(t, []int{2, 3}, []int{2, 1}, "the plates") }))
	type cake struct{ Name string }
	assert.Contains(t, heard(func(t assert.TestingT) { assert.ElementsMatch(t, []cake{{"a"}}, []cake{{"b"}}) }), "(render.cake) {",
		"what has lines of its own is left alone")
}

func TestWhatARowSaysIsBroken(t *testing.T) {
	table := table{room: 22, signs: Options{}.signs()}
	assert.Equal(t, []string{"→ read nil, write 1"}, table.below("→ read nil, write 1"))
	assert.Equal(t, []string{"→ read nil, write", "[\"a cake\"], nothing", "orders this"},
		table.below(`→ read nil, write ["a cake"], nothing orders this`))
	long := table.below(`→ read nil, write ["a cake"], nothing orders this with the last step of baker-2`)
	assert.Len(t, long, mostBelow)
	assert.Equal(t, "orders this with th…", long[2])
}
