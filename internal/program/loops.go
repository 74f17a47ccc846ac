package program

import (
	"go/ast"
	"go/parser"
	"go/token"

	"racelab/internal/trace"
)

// addLoops adds to the cause of a failure, if that is goroutines going round, which
// loop of the source each of them goes round.
func (p *Program) addLoops(f *trace.Failure) {
	c := &f.Cause
	if c.Kind != trace.CauseRounds || c.Count > len(f.Steps) || len(c.Places) != len(c.Tasks) {
		return
	}
	for _, task := range c.Tasks {
		var round [][]trace.Place
		for _, s := range f.Steps[len(f.Steps)-c.Count:] {
			if s.Task == task && !s.Op.Use().Resumes {
				round = append(round, p.placesOf(s))
			}
		}
		c.Places = append(c.Places, p.loopAround(round))
	}
}

// addRounds adds to what led to a cause the loop of the source round the place at which a
// goroutine has been before; what is in no loop is left out.
func (p *Program) addRounds(c *trace.Cause) {
	for c.Because != nil {
		why := c.Because
		if why.Kind != trace.CauseRound {
			c = why
			continue
		}
		loop := trace.Place{}
		for i := 0; i < len(why.Places) && loop.Line == 0; i++ { // the loop round a call, if there is none in what is called
			p.position(&why.Places[i])
			loop = p.loopAround([][]trace.Place{why.Places[i : i+1]})
		}
		if loop.Line == 0 {
			c.Because = why.Because
			continue
		}
		why.Places = []trace.Place{loop}
		c = why
	}
}

// placesOf are those by which a step may be found in the source: its own, and where
// that was called.
func (p *Program) placesOf(s trace.Step) []trace.Place {
	all := []trace.Place{s.Where}
	if s.From != nil {
		all = append(all, *s.From)
	}
	for i := range all {
		p.position(&all[i])
	}
	return all
}

// loopAround is the innermost loop in which all steps of a round have one of their
// places; an empty one if there is none.
func (p *Program) loopAround(round [][]trace.Place) trace.Place {
	best, lines := trace.Place{Site: -1}, 0
	if len(round) == 0 {
		return best
	}
	for _, at := range round[0] {
		text, err := p.child.Source(at.File)
		if err != nil {
			continue
		}
		fset := token.NewFileSet()
		file, _ := parser.ParseFile(fset, "", text, parser.SkipObjectResolution)
		ast.Inspect(file, func(n ast.Node) bool {
			switch n.(type) {
			case *ast.ForStmt, *ast.RangeStmt:
				from, to := fset.PositionFor(n.Pos(), false).Line, fset.PositionFor(n.End(), false).Line
				if (lines == 0 || to-from < lines) && allWithin(round, at.File, from, to) {
					best, lines = trace.Place{Site: -1, File: at.File, Line: from}, max(to-from, 1)
				}
			}
			return true
		})
	}
	return best
}

func allWithin(round [][]trace.Place, file string, from, to int) bool {
	for _, places := range round {
		within := false
		for _, at := range places {
			within = within || at.File == file && from <= at.Line && at.Line <= to
		}
		if !within {
			return false
		}
	}
	return true
}
