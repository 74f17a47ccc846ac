package trace

import "time"

// Options are what a test says itself about how it is to be explored, in its call
// of explore.Test. The zero value says nothing.
type Options struct {
	Schedules int           `json:"schedules,omitempty"`
	Time      time.Duration `json:"time,omitempty"`
	Seed      uint64        `json:"seed,omitempty"`
	MaxSteps  int           `json:"maxSteps,omitempty"`
	Patient   bool          `json:"patient,omitempty"`
	Exhaust   bool          `json:"exhaust,omitempty"` // not all schedules tried is a failure
}

// Complete fills in what req leaves open, as o says, and returns what of o it
// overrules: whoever asks has the last word.
func (o Options) Complete(req *Request) (overruled Options) {
	switch {
	case req.Schedules == 0 && (req.Time == 0 || req.Resort):
		req.Schedules = o.Schedules
	case req.Schedules != o.Schedules:
		overruled.Schedules = o.Schedules
	}
	switch {
	case o.Time == 0:
	case req.Time == 0 && req.Schedules == o.Schedules, req.Resort && o.Time < req.Time:
		req.Time, req.Resort = o.Time, false
	case req.Time != o.Time && !req.Resort:
		overruled.Time = o.Time
	}
	overruled.Seed = complete(&req.Seed, o.Seed)
	overruled.MaxSteps = complete(&req.MaxSteps, o.MaxSteps)
	switch {
	case o.Patient && req.TimeMode == "":
		req.TimeMode = Patient
	case o.Patient && req.TimeMode != Patient:
		overruled.Patient = true
	}
	return overruled
}

func complete[T comparable](asked *T, own T) (overruled T) {
	var none T
	if *asked == none {
		*asked = own
	} else if *asked != own {
		return own
	}
	return none
}
