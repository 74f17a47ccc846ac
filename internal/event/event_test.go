package event

import (
	"bytes"
	"encoding/json"
	"strconv"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestEveryEventIsALineOfItsOwn(t *testing.T) {
	var out bytes.Buffer
	s := Stream{Out: &out}
	var all sync.WaitGroup
	for i := range 50 {
		all.Go(func() { s.Emit(Event{Event: "entry", Fix: strconv.Itoa(i)}) })
	}
	all.Wait()
	seen := map[string]bool{}
	for line := range bytes.Lines(out.Bytes()) {
		var e Event
		require.NoError(t, json.Unmarshal(line, &e))
		assert.Equal(t, version, e.Version)
		seen[e.Fix] = true
	}
	assert.Len(t, seen, 50)
}

func TestWithoutJSONThereAreNoEvents(t *testing.T) {
	assert.False(t, Stream{}.On())
	assert.NotPanics(t, func() { Stream{}.Emit(Event{Event: "end"}) })
}
