package program

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"racelab/internal/trace"
)

func TestAThingIsCalledWhatTheSourceCallsIt(t *testing.T) {
	for _, c := range []struct {
		line string
		op   trace.Op
		want string
	}{
		{`b.mu.Lock()`, trace.OpLock, "b.mu"},
		{`forks[(i+1)%3].Lock() // both`, trace.OpLock, "forks[(i+1)%3]"},
		{`defer k.shelf().mu.Unlock()`, trace.OpUnlock, "k.shelf().mu"},
		{`if left.Load() > 0 {`, trace.OpAtomicLoad, "left"},
		{`if v, ok := s.servers.Load(model); ok {`, trace.OpUse, "s.servers"},
		{`atomic.AddInt64(&s.n, 1)`, trace.OpAtomicUpdate, "s.n"},
		{`n := atomic.LoadInt64(&s.n)`, trace.OpAtomicLoad, "s.n"},
		{`case jobs <- next():`, trace.OpSend, "jobs"},
		{`case v, ok := <-s.queue:`, trace.OpSelect, "s.queue"},
		{`case <-time.After(d):`, trace.OpSelect, "time.After(d)"},
		{`<-ctx.Done()`, trace.OpReceive, "ctx.Done()"},
		{`a, b := <-c, <-c`, trace.OpReceive, "c"},
		{`out[w] <- v`, trace.OpSend, "out[w]"},
		{`close(s.done)`, trace.OpClose, "s.done"},
		{`for job := range jobs {`, trace.OpReceive, "jobs"},
		{`wg.Go(func() { seen <- i })`, trace.OpAdd, "wg"},
		{`wg.Go(func() { seen <- i })`, trace.OpSend, "seen"},
		{`select {`, trace.OpSelect, ""},
		{`}`, trace.OpReturn, ""},
		{``, trace.OpLock, ""},
		{`).Lock()`, trace.OpLock, ""},
		{`]]).Lock(`, trace.OpLock, ""},
	} {
		assert.Equal(t, c.want, phraseOf(c.line).used(c.op), "%s: %s", c.op, c.line)
	}
	for line, want := range map[string]string{
		`wg.Go(func() { seen <- i })`:                   `seen <- i`,
		`corner := New(func() { seen <- 1 }, true)`:     `seen <- 1`,
		`go func(n int) { f(func() { seen <- n }) }(1)`: `seen <- n`,
		`seen <- func() int { return 1 }()`:             ``,
		`wg.Go(func() { seen <- i`:                      ``,
	} {
		p := phraseOf(line)
		_, at := p.find(trace.OpSend)
		assert.Equal(t, want, p.inside(at), line)
	}
	assert.Equal(t, "b.items", phraseOf(`append(b.items, item)`).elements())
	assert.Empty(t, phraseOf(`appendTo(b)`).elements())
}

func FuzzPhrases(f *testing.F) {
	f.Add("a[(b)].c(<-d")
	f.Fuzz(func(t *testing.T, line string) {
		for op := range trace.Uses {
			assert.LessOrEqual(t, len(phraseOf(line).used(op)), len(line))
		}
		phraseOf(line).elements()
	})
}
