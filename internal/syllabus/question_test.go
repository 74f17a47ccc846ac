package syllabus

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestEveryLabHasAQuestion(t *testing.T) {
	for _, lab := range Labs {
		assert.Regexp(t, `\?$`, lab.Question(), lab.Name)
	}
	for name, q := range questions {
		assert.Regexp(t, `\?$`, q, name)
		assert.LessOrEqual(t, len(q), 80, "%s: it is read from the last row", name)
	}
}

func TestALabWithoutAQuestionOfItsOwn(t *testing.T) {
	assert.Equal(t, usual[Deadlock], Lab{Fails: []Verdict{OutOfTime, Deadlock}}.Question(), "that of the first verdict that has one")
	assert.Regexp(t, `\?$`, Lab{Fails: []Verdict{OutOfTime}}.Question())
}
