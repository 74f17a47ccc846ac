package search

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// found are programs with which a search once went wrong. They stay as they are,
// whatever the generator makes of its seeds.
var found = map[string]string{
	"whoever adds to zero first may be late": `
		0: wgwait(0,1)
		1: wgadd(0,0) wgwait(0,2)
		2: wggo(0,0) wgpair(0,0)`,
	"loads that only look like stores": `
		0: maporstore(1,1) mapload(1,2)
		1: mapload(0,0) mapdelete(0,0)
		2: mapload(1,0) mapswap(1,1) mapswap(0,2)`,
	"a child that is still being cancelled by another": `
		0: aload(1,0) ctxwait(1,1)
		1: cancel(1,2) ctxwait(1,1)
		2: afterstop(0,2) cancel(0,2)`,
	"who comes second to a child waits for no parent": `
		0: cancel(1,0)
		1: cancel(0,0)
		2: cancel(1,0) ctxpoll(1,2)`,
	"two who cancel, and one who waits": `
		0: cancel(1,0) ctxpoll(0,2) ctxpoll(1,2)
		1: cancel(0,0) cancel(1,2)
		2: ctxwait(0,2) cancel(1,0) ctxpoll(1,2)`,
	"two who might have added to zero": `
		0: wgadd(1,2)
		1: wgpair(1,1) wgadd(0,2)
		2: wgwait(1,2) wggo(1,1) wgwait(1,1)`,
	"a Range that misses the first of two stores and meets the second": `
		0: maprange(1,2)
		1: mapstore(0,1) maporstore(1,1)`,
	"who comes after a count below zero waits": `
		0: wgdone(0,1) wgdone(1,1) wgdone(0,0)
		1: wgwait(0,1) wgadd(0,1)`,
	"an Add that might have come between": `
		0: aadd(0,0) wgwait(0,0)
		1: wgadd(0,0)
		2: wgpair(0,0) aadd(0,0)`,
	"an Add that leaves the count below zero": `
		0: wgwait(0,1) wgadd(1,1)
		1: wgdone(1,1)
		2: wggo(1,2) wgdone(1,2) wgadd(1,0)`,
}

// TestProgramsOnceMissed holds the search against brute force on them.
func TestProgramsOnceMissed(t *testing.T) {
	for name, text := range found {
		t.Run(name, func(t *testing.T) {
			p := programOf(text)
			require.Equal(t, p, programOf(p.String()), "what String prints can be read")
			want, n, ok := everyBy(p, enough, (*world).outcome)
			require.True(t, ok)
			got, m, _ := reduced(t, p)
			require.Equal(t, keys(want), keys(got))
			t.Logf("%d schedules, %d by DPOR", n, m)
		})
	}
}

// TestLeavingZeroTwiceIsPlannedRightly is a program that brute force cannot finish.
// The search once planned steps of it that were impossible.
func TestLeavingZeroTwiceIsPlannedRightly(t *testing.T) {
	_, n, _ := reduced(t, programOf(`
		0: wgwait(0,1) once(0,1) wggo(0,2)
		1: wggo(0,1) wgpair(0,1)
		2: wgpair(0,2) once(0,0)`))
	t.Logf("%d executions", n)
}
