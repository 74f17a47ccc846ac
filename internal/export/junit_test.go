package export

import (
	"bytes"
	"encoding/xml"
	"strings"
	"testing"
	"time"

	"github.com/joshdk/go-junit"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestJUnit reads the report with a reader that is not the writer's.
func TestJUnit(t *testing.T) {
	all, _ := bakery(t)
	var text bytes.Buffer
	require.NoError(t, JUnit(&text, all))
	suites, err := junit.Ingest(text.Bytes())
	require.NoError(t, err)
	require.Len(t, suites, 3)
	oven, till, shop := suites[0], suites[1], suites[2]
	assert.Equal(t, junit.Totals{Tests: 7, Passed: 2, Skipped: 2, Failed: 2, Error: 1, Duration: oven.Totals.Duration}, oven.Totals)
	var status []string
	for _, test := range oven.Tests {
		assert.Equal(t, "./oven", test.Classname)
		status = append(status, test.Name+" "+string(test.Status))
	}
	assert.Equal(t, []string{"TestBake failed", "TestSell passed", "TestCall skipped", "TestWait skipped", "TestLoad error", "TestFry passed", "TestAll failed"}, status)
	assert.Equal(t, 1500*time.Millisecond, oven.Tests[0].Duration)
	failure, ok := oven.Tests[0].Error.(junit.Error)
	require.True(t, ok)
	assert.Equal(t, "data race", failure.Type)
	assert.Contains(t, failure.Message, "oven.go:7")
	assert.Contains(t, failure.Body, "FAIL  TestBake")
	assert.Contains(t, oven.Tests[2].Message, "it calls <home>")
	assert.Contains(t, oven.SystemOut, "TestFry: no failure in 7 schedules; not all were tried (stopped after 1s); cut short by -total\n")
	assert.NotContains(t, oven.SystemOut, "TestBake")
	assert.Equal(t, junit.StatusError, till.Tests[0].Status)
	assert.Contains(t, till.Tests[0].Error.Error(), "typo ]]> \uFFFD[31m\uFFFD", "what XML has no way to write")
	assert.Equal(t, junit.StatusSkipped, shop.Tests[0].Status, "there was no time to build it")
}

// An element is any element of a report.
type element struct {
	XMLName    xml.Name
	Attributes []xml.Attr `xml:",any,attr"`
	Children   []element  `xml:",any"`
}

// elements says what an element of a report has: its children, with a blank behind each, and
// its attributes, the optional ones in square brackets. There is no library in Go for the
// language of XML Schema; these are the rules that the schema of the Ant task and that of
// Jenkins (junit-10) have in common, the stricter one where they differ.
var elements = map[string]struct{ children, attributes string }{
	"testsuites": {`(testsuite )*`, ``},
	"testsuite":  {`properties (testcase )*system-out system-err `, `errors failures hostname id name package [skipped] tests time timestamp`},
	"properties": {`(property )*`, ``},
	"property":   {``, `name value`},
	"testcase":   {`(skipped |error |failure )?`, `classname name time`},
	"skipped":    {``, `[message] [type]`},
	"error":      {``, `[message] type`},
	"failure":    {``, `[message] type`},
	"system-out": {},
	"system-err": {},
}

const (
	number = `\d+`
	token  = `\S+( \S+)*`
)

var values = map[string]string{
	"errors": number, "failures": number, "id": number, "skipped": number, "tests": number,
	"classname": token, "hostname": token, "name": token, "package": token,
	"time": `\d{1,3}\.\d+`, "timestamp": `\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d`,
}

func (e element) check(t *testing.T) {
	name := e.XMLName.Local
	rule, ok := elements[name]
	require.True(t, ok, name)
	var children string
	for _, c := range e.Children {
		children += c.XMLName.Local + " "
		c.check(t)
	}
	given := map[string]string{}
	for _, a := range e.Attributes {
		given[a.Name.Local] = a.Value
		if want, ok := values[a.Name.Local]; ok {
			assert.Regexp(t, `^`+want+`$`, a.Value, "%s of %s", a.Name.Local, name)
		}
	}
	for _, a := range strings.Fields(rule.attributes) {
		bare := strings.Trim(a, "[]")
		_, ok := given[bare]
		assert.True(t, ok || bare != a, "%s needs %s", name, a)
		delete(given, bare)
	}
	assert.Empty(t, given, "what %s does not have", name)
	assert.Regexp(t, `^`+rule.children+`$`, children, "inside %s", name)
}

func TestJUnitKeepsToItsSchemas(t *testing.T) {
	all, _ := bakery(t)
	var text bytes.Buffer
	require.NoError(t, JUnit(&text, all))
	var root element
	require.NoError(t, xml.Unmarshal(text.Bytes(), &root))
	require.Equal(t, "testsuites", root.XMLName.Local)
	root.check(t)
}
