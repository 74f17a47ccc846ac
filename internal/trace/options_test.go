package trace

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
)

func TestATestsOptionsFillInWhatNobodyAskedFor(t *testing.T) {
	own := Options{Schedules: 300, MaxSteps: 400, Patient: true}
	for name, c := range map[string]struct {
		asked, filled Request
		overruled     Options
	}{
		"nothing":               {Request{}, Request{Schedules: 300, MaxSteps: 400, TimeMode: Patient}, Options{}},
		"a budget in time":      {Request{Time: time.Second}, Request{Time: time.Second, MaxSteps: 400, TimeMode: Patient}, Options{Schedules: 300}},
		"a budget in schedules": {Request{Schedules: 7}, Request{Schedules: 7, MaxSteps: 400, TimeMode: Patient}, Options{Schedules: 300}},
		"a last resort":         {Request{Time: time.Second, Resort: true}, Request{Time: time.Second, Resort: true, Schedules: 300, MaxSteps: 400, TimeMode: Patient}, Options{}},
		"a kind of time":        {Request{TimeMode: Eager}, Request{Schedules: 300, MaxSteps: 400, TimeMode: Eager}, Options{Patient: true}},
		"the same": {Request{Schedules: 300, Time: 20 * time.Second, MaxSteps: 400, TimeMode: Patient},
			Request{Schedules: 300, Time: 20 * time.Second, MaxSteps: 400, TimeMode: Patient}, Options{}},
	} {
		t.Run(name, func(t *testing.T) {
			assert.Equal(t, c.overruled, own.Complete(&c.asked))
			assert.Equal(t, c.filled, c.asked)
		})
	}
}

func TestATestsOwnTime(t *testing.T) {
	for _, c := range []struct{ asked, filled Request }{
		{Request{}, Request{Time: 3 * time.Second}},
		{Request{Time: time.Minute, Resort: true}, Request{Time: 3 * time.Second}},
		{Request{Time: time.Second, Resort: true}, Request{Time: time.Second, Resort: true}},
		{Request{Time: time.Minute}, Request{Time: time.Minute}},
		{Request{Schedules: 5}, Request{Schedules: 5}},
	} {
		Options{Time: 3 * time.Second}.Complete(&c.asked)
		assert.Equal(t, c.filled, c.asked)
	}
}
