package pairs

import (
	"fmt"
	"slices"
)

// A test is two calls at once.
type test struct {
	of            *subject
	name          string
	make          string // an expression for the value v
	before        string // a call before; "" for none
	part          *part  // the second call is one of this; nil if both are on v
	first, second call
}

// choose says which tests to write of those that are wanted, no more than most if that is not 0,
// and names all that there would be. Of those written, half are two calls on a new value; the others are from all
// kinds for all types in turn. Of each kind those of two calls that change something
// come first, and what is chosen is spread over them all, and the same each time.
func choose(subjects []*subject, wanted func(test string) bool, most int) (chosen []test, all []string) {
	var plain []test
	var kinds [][]test
	for _, s := range subjects {
		plain = append(plain, s.pairs(s.calls, "", s.makes[0])...)
		kinds = append(kinds, s.kinds()...)
	}
	for _, t := range slices.Concat(plain, slices.Concat(kinds...)) {
		all = append(all, t.name)
	}
	unwanted := func(t test) bool { return wanted != nil && !wanted(t.name) }
	plain = slices.DeleteFunc(plain, unwanted)
	for i := range kinds {
		kinds[i] = slices.DeleteFunc(kinds[i], unwanted)
	}
	if these := slices.Concat(plain, slices.Concat(kinds...)); most == 0 || most >= len(these) {
		return these, all
	}
	if len(plain) > most/2 {
		plain = worth(plain)
	}
	half := min(len(plain), most/2)
	chosen = plain[:half:half]
	kinds = append(kinds, plain[half:])
	for i := 0; len(chosen) < most; i++ {
		for _, kind := range kinds {
			if i < len(kind) && len(chosen) < most {
				chosen = append(chosen, kind[i])
			}
		}
	}
	return chosen, all
}

// kinds are the tests of a type beyond the plain ones, of each kind in the order in
// which they are worth trying.
func (s *subject) kinds() (all [][]test) {
	add := func(tests []test) {
		if tests = worth(tests); len(tests) > 0 {
			all = append(all, tests)
		}
	}
	for _, p := range s.parts {
		add(s.withPart(p))
	}
	var after []test
	for _, before := range s.calls {
		if before.changes && !isEnder(before.name) {
			for _, t := range s.pairs(s.calls, "_after_"+before.name, s.makes[0]) {
				t.before = before.text
				after = append(after, t)
			}
		}
	}
	add(after)
	add(s.pairs(s.zeros, "_of_zero", s.makes[0]))
	for i, other := range s.makes[1:] {
		add(s.pairs(s.calls, fmt.Sprintf("_made%d", i+2), other))
	}
	return all
}

// pairs are any two of calls on one value.
func (s *subject) pairs(calls []call, suffix, value string) (all []test) {
	for i, first := range calls {
		for _, second := range calls[i:] {
			name := Pairs + s.name + "_" + first.name + "_" + second.name + suffix
			all = append(all, test{of: s, name: name, make: value, first: first, second: second})
		}
	}
	return all
}

// withPart are any two calls of which one is on a part of the value.
func (s *subject) withPart(p part) (all []test) {
	for _, first := range s.calls {
		for _, second := range p.of.calls {
			name := Pairs + s.name + "_" + first.name + "_" + p.by.name + "_" + second.name
			all = append(all, test{of: s, name: name, make: s.makes[0], part: &p, first: first, second: second})
		}
	}
	return all
}

// worth leaves out tests in which neither call changes anything, and puts those first
// in which both do. Each half is spread: tests that are neighbours differ little.
func worth(tests []test) []test {
	var both, one []test
	for _, t := range tests {
		switch {
		case t.first.changes && t.second.changes:
			both = append(both, t)
		case t.first.changes || t.second.changes:
			one = append(one, t)
		}
	}
	return append(spread(both), spread(one)...)
}

// spread reorders tests so that any first few are from all over.
func spread(tests []test) (all []test) {
	n := len(tests)
	step := max(1, n*618/1000)
	for gcd(step, n) != 1 {
		step++
	}
	for i := range n {
		all = append(all, tests[i*step%n])
	}
	return all
}

func gcd(a, b int) int {
	for b > 0 {
		a, b = b, a%b
	}
	return max(a, 1)
}
