package mutant

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// What each slip makes of a function: the statement that must be in the mutant, and one
// that must not.
func TestSlips(t *testing.T) {
	for _, test := range []struct{ name, of, has, hasNot string }{
		{"gives up if busy: line 4 mu.Lock()", "func f() (n int, err error) {\n mu.Lock()\n return 1, nil }",
			"if !mu.TryLock() {\n\t\treturn *new(int), *new(error)\n\t}", "mu.Lock()"},
		{"gives up if busy: line 4 b.mu.RLock()", "func f() {\n b.mu.RLock()\n }", "if !b.mu.TryRLock() {\n\t\treturn\n\t}", "RLock()\n"},
		{"gives up if busy: line 5 mu.Lock()", "func f() int {\n go func() {\n mu.Lock() }()\n return 1 }", "TryLock() {\n\t\t\treturn\n", "new(int)"},
		{"empty value taken for none: line 3 cake", "func F(cake string, n int) bool { return true }", "if isNothing(cake) {\n\t\treturn *new(bool)", "isNothing(n)"},
		{"empty value taken for none: line 5 v, ok := m[k]", "func f() {\n \n v, ok := m[k]\n }", "v, ok := m[k]\n\tok = ok && !isNothing(v)", ""},
		{"empty value taken for none: line 4 v, ok := m[k]", "func f() {\n if v, ok := m[k]; !ok { use(v) } }", "; !(ok && !isNothing(v)) {", ""},
		{"empty value taken for none: line 5 v, more := <-c", "func f() {\n select {\n case v, more := <-c:\n use(v) } }", "more = more && !isNothing(v)\n", ""},
		{"empty value taken for none: line 5 v := <-c", "func f() {\n select {\n case v := <-c:\n use(v) } }", "if isNothing(v) {\n\t\t\tbreak\n", ""},
		{"empty value taken for none: line 4 v", "func f(c chan int) {\n for v := range c { use(v) } }", "if isNothing(v) {\n\t\t\tcontinue\n", ""},
		{"empty value taken for none: line 5 cake", "type Cake string\nfunc F(cakes ...Cake) {\n for _, cake := range cakes { use(cake) } }", "if isNothing(cake) {\n\t\t\tcontinue\n", ""},
		{"empty value taken for none: line 3 return v, true", "func f() (string, bool) { return v, true }", "return v, !isNothing(v)", ""},
		{"any error taken for Canceled: line 3 ctx.Err()", "func f() error { return ctx.Err() }", "return context.Canceled", "Err"},
		{"any error taken for Canceled: line 3 errors.Is(err, context.Canceled)", "func f() bool { return errors.Is(err, context.Canceled) }",
			"(err != nil && errors.Is(err, err))", "Canceled"},
		{"signal for broadcast: line 3 c.Broadcast()", "func f() { c.Broadcast() }", "c.Signal()", "Broadcast"},
		{"if for for: line 4 n == 0", "func f() {\n for n == 0 { c.Wait() } }", "if n == 0 {", "for n"},
		{"wait dropped: line 3 all.Wait()", "func f() { all.Wait() }", "func f() {}", "Wait"},
		{"receive dropped: line 3 <-done", "func f() { <-done }", "func f() {}", "<-"},
		{"case dropped: line 6 <-ctx.Done()", "func f() {\n select {\n case c <- 1:\n case <-ctx.Done():\n } }", "case c <- 1:", "Done"},
		{"no buffer: line 3 make(chan int, 2)", "func f() { c := make(chan int, 2); use(c) }", "make(chan int)", "2"},
		{"atomic step made two: line 3 s.n.Add(1)", "func f() { s.n.Add(1) }", "inTwoAdd(&s.n, 1)", "s.n.Add"},
		{"atomic step made two: line 3 p.CompareAndSwap(nil, q)", "func f() { p.CompareAndSwap(nil, q) }", "inTwoCompareAndSwap(&p, nil, q)", "p.CompareAndSwap"},
		{"go before a call: line 3 close(done)", "func F() { close(done) }", "go close(done)", ""},
		{"go before a call: line 5 b.carry(cake)", "func (b *B) Put() {\n select {\n case <-c: b.carry(cake)\n } }", "go b.carry(cake)", ""},
		{"go before a call: line 3 mix()", "func (b *B) Bake(mix func()) { mix() }", "go mix()", ""},
		{"defer forgotten: line 3 defer mu.Unlock()", "func f() { defer mu.Unlock(); g() }", "{ mu.Unlock(); g() }", "defer"},
		{"defer forgotten: line 3 defer close(bell)", "func f() { defer close(bell); bell <- 1 }", "{ close(bell); bell <- 1 }", "defer"},
	} {
		made, err := Of([]byte("package p; import \"sync/atomic\"\n\n" + test.of + "\n"))
		require.NoError(t, err, test.name)
		i := slices.IndexFunc(made, func(m Mutant) bool { return m.String() == test.name })
		if assert.NotEqual(t, -1, i, "%s is not among %v", test.name, made) {
			source := string(made[i].Source)
			assert.Contains(t, source, test.has, test.name)
			if test.hasNot != "" {
				assert.NotContains(t, source[strings.Index(source, "\n\n"):], test.hasNot, test.name)
			}
		}
	}
}

// What looks like a slip of a kind, and is none.
func TestNoSlip(t *testing.T) {
	for _, test := range []struct {
		kind Kind
		of   string
	}{
		{EmptyIsNone, "func f(cake string) {}"},                                                                     // of nobody else's
		{EmptyIsNone, "func F(n int) { for _, v := range list { use(v) } }"},                                        // no text
		{EmptyIsNone, "func f() { for i := range 3 { use(i) } }"},                                                   // counts
		{EmptyIsNone, "func f() { _, ok := m[k]; use(ok) }"},                                                        // nobody looks at the value
		{EmptyIsNone, "func f() { a, b := g(); use(a, b) }"},                                                        // b is no word of whether there is an a
		{IfForFor, "func f() { for n == 0 { if g() { break }; c.Wait() } }"},                                        // would not compile
		{IfForFor, "func f() { for n == 0 { g() } }"},                                                               // does not wait
		{AlwaysCanceled, "func f() bool { return ctx.Err() != nil }"},                                               // whichever it is
		{CaseDropped, "func f() {\n select {\n case <-c:\n } }"},                                                    // nothing else to wait for
		{ReceiveDropped, "func f() {\n select {\n case <-c:\n case c <- 1:\n } }"},                                  // the case stays without
		{GoAdded, "func (b *B) F() { b.mu.Unlock(); b.all.Wait(); <-done; go b.g(); defer b.g(); n = b.g() }"},      // locks, waits, and no statement of its own
		{GoAdded, "func (o *Office) Close() { o.once.Do(func() { close(o.letters) }); <-o.home }"},                  // waits for what comes of it
		{GoAdded, "func (b *B) f() { b.g() }; func (b *B) F() { go func() { b.g() }(); all.Go(func() { b.g() }) }"}, // when others do it
		{NoBuffer, "func f() { c := make(chan int); s := make([]int, 1); use(c, s) }"},                              // has none
	} {
		made, err := Of([]byte("package p\n\n" + test.of + "\n"))
		require.NoError(t, err, test.of)
		assert.False(t, slices.ContainsFunc(made, func(m Mutant) bool { return m.Kind == test.kind }), "%s: %v", test.of, made)
	}
}
