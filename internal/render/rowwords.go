package render

import (
	"fmt"
	"strings"
	"time"

	"racelab/internal/console"
	"racelab/internal/trace"
)

const maxValue = 32 // cells

// words say what the steps of r did, as "read 0, write 1".
func (r row) words(n names, dots string) string {
	if r.clock {
		return n.facts(r.steps[len(r.steps)-1].Notes)
	}
	var said []string
	times := map[string]int{}
	for _, s := range r.steps {
		w := wordsOf(s, n, dots)
		if w == "" {
			continue
		}
		if times[w]++; times[w] == 1 {
			said = append(said, w)
		}
	}
	for i, w := range said {
		if times[w] > 1 {
			said[i] = fmt.Sprintf("%s (%d times)", w, times[w])
		}
	}
	if len(said) > 4 {
		said = append([]string{said[0], dots}, said[len(said)-2:]...)
	}
	if r.from != nil {
		said = append(said, "called at "+at(*r.from))
	}
	return strings.Join(said, ", ")
}

// wordsOf leaves out what the source says anyway, such as that Lock locks.
func wordsOf(s trace.Step, n names, dots string) string {
	use := s.Op.Use()
	var parts []string
	switch {
	case s.Value != "":
		parts = append(parts, strings.TrimSpace(use.Verb+" "+console.Cut(console.Clean(s.Value), maxValue, dots)))
	case use.Memory, use.Alone:
		parts = append(parts, use.Verb)
	}
	if len(s.Notes) > 0 {
		parts = append(parts, n.facts(s.Notes))
	}
	return strings.Join(parts, ", ")
}

// source is the text of the row's line, or what stands for it.
func (r row) source() string {
	switch {
	case r.isBanner():
		return r.banner
	case r.clock:
		return "time passes: it is now " + moment(r.steps[len(r.steps)-1].Now)
	case r.text != "":
		return r.text
	}
	return r.steps[0].Op.Use().Does
}

// moment is a virtual time since the start, without zero parts.
func moment(now int64) string {
	s := time.Duration(now).String()
	if strings.HasSuffix(s, "m0s") {
		s = strings.TrimSuffix(s, "0s")
	}
	if strings.HasSuffix(s, "h0m") {
		s = strings.TrimSuffix(s, "0m")
	}
	return s
}
