package search

import (
	"encoding/json"
	"slices"

	"racelab/internal/trace"
)

// packed is an Outcome as it is sent: its jobs begin with nearly the same steps and have nearly
// the same open states, which are told once.
type packed struct {
	Tried  int              `json:"tried"`
	Wanted []int            `json:"wanted,omitempty"`
	Paths  []trace.Schedule `json:"paths,omitempty"`
	Opens  []Open           `json:"opens,omitempty"`
	Parted []packedJob      `json:"parted,omitempty"`
	Rests  []packedRest     `json:"rests,omitempty"`

	known map[openID]int // in Opens
}

type packedJob struct {
	Of    int            `json:"of"`   // which of Paths it begins with
	Steps int            `json:"path"` // of that
	Last  trace.Decision `json:"last"` // after them
	Sleep []Slept        `json:"sleep,omitempty"`
	Open  []int          `json:"open,omitempty"`
}

type packedRest struct {
	Of     int              `json:"of"`
	Open   int              `json:"open"`
	Within []int            `json:"within,omitempty"`
	Others []trace.Decision `json:"others"`
}

// openID tells open states apart that are passed on from job to job.
type openID struct {
	depth int
	first *Slept
}

// MarshalJSON is part of json.Marshaler.
func (o Outcome) MarshalJSON() ([]byte, error) {
	p := &packed{Tried: o.Tried, Wanted: o.Wanted, known: map[openID]int{}}
	p.Parted = p.jobs(o.Parted)
	for _, r := range o.Opened {
		p.Rests = append(p.Rests, packedRest{p.path(r.Path), p.open(r.Open), p.opens(r.Within), r.Others})
	}
	return json.Marshal(p)
}

func (p *packed) jobs(jobs []*Job) (all []packedJob) {
	for _, j := range jobs {
		last := len(j.Path) - 1
		all = append(all, packedJob{Of: p.path(j.Path[:last]), Steps: last, Last: j.Path[last], Sleep: j.Sleep, Open: p.opens(j.Open)})
	}
	return all
}

func (p *packed) opens(opens []Open) (all []int) {
	for _, o := range opens {
		all = append(all, p.open(o))
	}
	return all
}

// path returns which of Paths begins with path, or is it.
func (p *packed) path(path trace.Schedule) int {
	for i, known := range slices.Backward(p.Paths) {
		n := min(len(known), len(path))
		if slices.Equal(known[:n], path[:n]) {
			if n < len(path) {
				p.Paths[i] = path
			}
			return i
		}
	}
	p.Paths = append(p.Paths, path)
	return len(p.Paths) - 1
}

func (p *packed) open(o Open) int {
	var id openID
	if id.depth = o.Depth; len(o.Sleep) > 0 {
		id.first = &o.Sleep[0]
	}
	if _, told := p.known[id]; !told {
		p.known[id] = len(p.Opens)
		p.Opens = append(p.Opens, o)
	}
	return p.known[id]
}

// UnmarshalJSON is part of json.Unmarshaler. What it reads is from another process of this binary.
func (o *Outcome) UnmarshalJSON(text []byte) error {
	var p packed
	if err := json.Unmarshal(text, &p); err != nil {
		return err
	}
	*o = Outcome{Tried: p.Tried, Wanted: p.Wanted, Parted: p.unpack(p.Parted)}
	for _, r := range p.Rests {
		open := p.Opens[r.Open]
		o.Opened = append(o.Opened, Rest{Open: open, Path: p.Paths[r.Of][:open.Depth:open.Depth], Within: p.within(r.Within), Others: r.Others})
	}
	return nil
}

func (p *packed) unpack(jobs []packedJob) (all []*Job) {
	for _, k := range jobs {
		all = append(all, &Job{Path: append(slices.Clip(p.Paths[k.Of][:k.Steps]), k.Last), Sleep: k.Sleep, Open: p.within(k.Open)})
	}
	return all
}

func (p *packed) within(opens []int) (all []Open) {
	for _, i := range opens {
		all = append(all, p.Opens[i])
	}
	return all
}
