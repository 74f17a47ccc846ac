// Package sim has the simulator's interface and does what plain Go does.
package sim

import (
	"flag"
	"hash"
	"io"
	"iter"
	"reflect"
)

var Events int

func Get[T any](p *T, site int) T { Events++; return *p }

func Array[A any](p *A) *A                       { return p }
func Zero1[E any](iter.Seq[E]) (e E)             { return e }
func Zero2[K, V any](iter.Seq2[K, V]) (k K, v V) { return k, v }

func Watched() bool                               { return true }
func Round(level int, counts bool, locals ...any) {}
func Foreign()                                    {}
func Rewritten()                                  {}

func Zero[T any](p *T) { *p = *new(T) }

type Place[T any] struct{ p *T }

func At[T any](p *T, site int) Place[T] { return Place[T]{p} }

func (p Place[T]) Set(v T) { Events++; *p.p = v }

type MapPlace[M ~map[K]V, K comparable, V any] struct{ m M }

func MapAt[M ~map[K]V, K comparable, V any](m M, site int) MapPlace[M, K, V] {
	return MapPlace[M, K, V]{m}
}

func (p MapPlace[M, K, V]) Get(k K) V          { return p.m[k] }
func (p MapPlace[M, K, V]) Get2(k K) (V, bool) { v, ok := p.m[k]; return v, ok }
func (p MapPlace[M, K, V]) Set(k K, v V)       { p.m[k] = v }
func (p MapPlace[M, K, V]) Delete(k K)         { delete(p.m, k) }

func MapR[M ~map[K]V, K comparable, V any](m M, site int) M   { return m }
func MapClear[M ~map[K]V, K comparable, V any](m M, site int) { clear(m) }

func RangeMap[M ~map[K]V, K comparable, V any](m M, site int) iter.Seq2[K, V] {
	return func(yield func(K, V) bool) {
		for k, v := range m {
			if !yield(k, v) {
				return
			}
		}
	}
}

func RangeSlice[S ~[]E, E any](s S, site int) iter.Seq2[int, E] {
	return func(yield func(int, E) bool) {
		for i, v := range s {
			if !yield(i, v) {
				return
			}
		}
	}
}

type AppendTo[S ~[]E, E any] struct{ s S }

func Append[S ~[]E, E any](s S, site int) AppendTo[S, E] { return AppendTo[S, E]{s} }

func (a AppendTo[S, E]) Of(x ...E) S { return append(a.s, x...) }
func (a AppendTo[S, E]) All(x []E) S { return append(a.s, x...) }

func Copy[D ~[]E, S ~[]E, E any](dst D, src S, site int) int         { return copy(dst, src) }
func CopyString[D ~[]byte](dst D, src string, site int) int          { return copy(dst, src) }
func Clear[S ~[]E, E any](s S, site int)                             { clear(s) }
func Leave[F any](fn F, how string, site int) F                      { return fn }
func LoopThatCounts(site int)                                        {}
func Files[F any](fn F, what string, write bool, site int) F         { return fn }
func Method[F, T any](fn F, of *T, what string, site int) F          { return fn }
func Flags[F, T any](fn F, of *T, site int) F                        { return fn }
func Fields[F, T any](fn F, of *T, reads, writes string, site int) F { return fn }
func Hash(h hash.Hash, site int) hash.Hash                           { return h }
func Hash32(h hash.Hash32, site int) hash.Hash32                     { return h }
func Hash64(h hash.Hash64, site int) hash.Hash64                     { return h }
func Writer(w io.Writer, site int) io.Writer                         { return w }
func Reader(r io.Reader, site int) io.Reader                         { return r }
func Lend[S ~[]E, E any](s S, site int) S                            { return s }
func LendW[S ~[]E, E any](s S, site int) S                           { return s }
func LendOrder[S ~[]E, E any](s S, site int) S                       { return s }
func LendSort[S ~[]E, E any](s S, site int) S                        { return s }
func Make[C ~chan E, E any](c C, site int) C                         { return c }
func MakeSend[C ~chan<- E, E any](c C, site int) C                   { return c }
func MakeRecv[C ~<-chan E, E any](c C, site int) C                   { return c }
func Drop[E any](ch <-chan E, site int)                              { <-ch }
func Recv[E any](ch <-chan E, site int) E                            { return <-ch }
func Recv2[E any](ch <-chan E, site int) (E, bool)                   { v, ok := <-ch; return v, ok }
func Close[E any](ch chan<- E, site int)                             { close(ch) }
func Len[E any](ch <-chan E, site int) int                           { return len(ch) }
func Cap[E any](ch <-chan E, site int) int                           { return cap(ch) }
func LenSend[E any](ch chan<- E, site int) int                       { return len(ch) }
func CapSend[E any](ch chan<- E, site int) int                       { return cap(ch) }

type SendPlace[E any] struct{ ch chan<- E }

func SendTo[E any](ch chan<- E, site int) SendPlace[E] { return SendPlace[E]{ch} }
func (p SendPlace[E]) Send(v E)                        { p.ch <- v }

func RangeDrop[E any](ch <-chan E, site int) iter.Seq[E] { return RangeChan(ch, site) }

func RangeChan[E any](ch <-chan E, site int) iter.Seq[E] {
	return func(yield func(E) bool) {
		for v := range ch {
			if !yield(v) {
				return
			}
		}
	}
}

type Case interface {
	native() reflect.SelectCase
	got(reflect.Value, bool)
}

type RecvOf[E any] struct {
	ch  <-chan E
	Val E
	OK  bool
}

func (r *RecvOf[E]) Drop() *RecvOf[E] { return r }

func RecvCase[E any](ch <-chan E) *RecvOf[E] { return &RecvOf[E]{ch: ch} }

func (r *RecvOf[E]) native() reflect.SelectCase {
	return reflect.SelectCase{Dir: reflect.SelectRecv, Chan: reflect.ValueOf(r.ch)}
}

func (r *RecvOf[E]) got(v reflect.Value, ok bool) {
	reflect.ValueOf(&r.Val).Elem().Set(v)
	r.OK = ok
}

type SendOfPlace[E any] struct{ ch chan<- E }

func SendCase[E any](ch chan<- E) SendOfPlace[E] { return SendOfPlace[E]{ch} }

type sendOf[E any] struct {
	ch chan<- E
	v  E
}

func (p SendOfPlace[E]) Of(v E) Case { return sendOf[E]{p.ch, v} }

func (s sendOf[E]) native() reflect.SelectCase {
	return reflect.SelectCase{Dir: reflect.SelectSend, Chan: reflect.ValueOf(s.ch), Send: reflect.ValueOf(&s.v).Elem()}
}

func (sendOf[E]) got(reflect.Value, bool) {}

func Select(site int, hasDefault bool, cases ...Case) int {
	var all []reflect.SelectCase
	for _, c := range cases {
		all = append(all, c.native())
	}
	if hasDefault {
		all = append(all, reflect.SelectCase{Dir: reflect.SelectDefault})
	}
	i, v, ok := reflect.Select(all)
	if i == len(cases) {
		return -1
	}
	if v.IsValid() {
		cases[i].got(v, ok)
	}
	return i
}

func Block(site int) { select {} }
func Returns()       {}
func Leaves()        {}

func Go(site int, fn func()) { go fn() }
func Recovered(v any) any    { return v }
func Loop(site int)          {}
func OnReset(fn func())      { fn() }

func OnLibraryReset(fn func()) { fn() }

func Tests(m map[string]any) {}

func Exit(exit func(int), site int) func(int)              { return exit }
func Example(fn func(), output string, unordered bool) any { return nil }

func Lent[C any](ch C, to string) C { return ch }

func ReflectSend(v, x reflect.Value, site int)                       { v.Send(x) }
func ReflectTrySend(v, x reflect.Value, site int) bool               { return v.TrySend(x) }
func ReflectRecv(v reflect.Value, site int) (reflect.Value, bool)    { return v.Recv() }
func ReflectTryRecv(v reflect.Value, site int) (reflect.Value, bool) { return v.TryRecv() }
func ReflectClose(v reflect.Value, site int)                         { v.Close() }
func ReflectLen(v reflect.Value, site int) int                       { return v.Len() }
func ReflectSelect(real func([]reflect.SelectCase) (int, reflect.Value, bool), all []reflect.SelectCase, site int) (int, reflect.Value, bool) {
	return real(all)
}

func ReflectSwapper(real func(any) func(i, j int), slice any, site int) func(i, j int) {
	return real(slice)
}

// Defines begins the set anew: a program of one flag defines it twice.
func Defines[F any](fn F, of *flag.FlagSet, site int) F {
	*of = *flag.NewFlagSet(of.Name(), flag.ExitOnError)
	return fn
}
