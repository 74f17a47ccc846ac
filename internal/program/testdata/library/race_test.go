package library

import (
	"bufio"
	"bytes"
	"container/heap"
	"container/list"
	"container/ring"
	"encoding/base64"
	"encoding/binary"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"math/big"
	"math/rand"
	"reflect"
	"sort"
	"strings"
	"sync"
	"testing"
	"text/tabwriter"
	"text/template"
)

// both runs two functions at once.
func both(a, b func()) {
	var wg sync.WaitGroup
	wg.Go(a)
	wg.Go(b)
	wg.Wait()
}

// twice runs one function twice at once.
func twice(f func()) { both(f, f) }

func TestRaceBytesBuffer(t *testing.T) {
	var b bytes.Buffer
	twice(func() { b.WriteString("loaf") })
}

func TestRaceBytesReader(t *testing.T) {
	r := bytes.NewReader([]byte("dough"))
	twice(func() { _, _ = r.ReadByte() })
}

func TestRaceStringsBuilder(t *testing.T) {
	var b strings.Builder
	both(func() { b.WriteByte('a') }, func() { _ = b.Len() })
}

func TestRaceStringsReader(t *testing.T) {
	r := strings.NewReader("dough")
	twice(func() { _, _, _ = r.ReadRune() })
}

func TestRaceBufioWriter(t *testing.T) {
	w := bufio.NewWriter(io.Discard)
	twice(func() { _ = w.WriteByte('a') })
}

func TestRaceBufioReader(t *testing.T) {
	r := bufio.NewReader(strings.NewReader("one\ntwo\n"))
	twice(func() { _, _ = r.ReadString('\n') })
}

func TestRaceBufioScanner(t *testing.T) {
	s := bufio.NewScanner(strings.NewReader("one\ntwo\n"))
	both(func() { s.Scan() }, func() { _ = s.Text() })
}

func TestRaceList(t *testing.T) {
	l := list.New()
	both(func() { l.PushBack("cake") }, func() { _ = l.Front() })
}

func TestRaceRing(t *testing.T) {
	r := ring.New(3)
	both(func() { r.Unlink(1) }, func() { _ = r.Next() })
}

type numbers []int

func (n numbers) Len() int           { return len(n) }
func (n numbers) Less(i, j int) bool { return n[i] < n[j] }
func (n numbers) Swap(i, j int)      { n[i], n[j] = n[j], n[i] }
func (n *numbers) Push(x any)        { *n = append(*n, x.(int)) }
func (n *numbers) Pop() any {
	last := (*n)[len(*n)-1]
	*n = (*n)[:len(*n)-1]
	return last
}

func TestRaceHeap(t *testing.T) {
	n := &numbers{3, 2, 1}
	heap.Init(n)
	twice(func() { heap.Push(n, 4) })
}

func TestRaceSort(t *testing.T) {
	n := numbers{3, 2, 1}
	both(func() { sort.Sort(n) }, func() { n[0] = 5 })
}

func TestRaceBigInt(t *testing.T) {
	n := big.NewInt(7)
	both(func() { n.Mul(n, n) }, func() { _ = n.String() })
}

func TestRaceBigRat(t *testing.T) {
	r := big.NewRat(1, 2)
	both(func() { r.Inv(r) }, func() { _ = r.Num().Int64() })
}

func TestRaceRand(t *testing.T) {
	r := rand.New(rand.NewSource(1))
	twice(func() { r.Int63() })
}

func TestRaceJSONEncoder(t *testing.T) {
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	twice(func() { _ = e.Encode([]int{1}) })
}

func TestRaceJSONUnmarshal(t *testing.T) {
	var order struct{ Loaves int }
	both(func() { _ = json.Unmarshal([]byte(`{"Loaves":2}`), &order) }, func() { _ = order.Loaves })
}

func TestRaceJSONMarshal(t *testing.T) {
	order := &struct{ Loaves int }{1}
	both(func() { _, _ = json.Marshal(order) }, func() { order.Loaves++ })
}

func TestRaceReadFull(t *testing.T) {
	b := make([]byte, 4)
	both(func() { _, _ = io.ReadFull(strings.NewReader("abcd"), b) }, func() { b[3] = 'x' })
}

func TestRaceMultiReader(t *testing.T) {
	r := io.MultiReader(strings.NewReader("ab"), strings.NewReader("cd"))
	twice(func() { _, _ = r.Read(make([]byte, 4)) })
}

func TestRaceTemplate(t *testing.T) {
	order := map[string]int{"loaves": 1}
	page := template.Must(template.New("order").Parse("{{.loaves}}"))
	both(func() { _ = page.Execute(io.Discard, order) }, func() { order["loaves"] = 2 })
}

func TestRacePrint(t *testing.T) {
	order := &struct{ Loaves int }{1}
	both(func() { _ = fmt.Sprintf("%v", order) }, func() { order.Loaves = 2 })
}

func TestRaceReflect(t *testing.T) {
	order := &struct{ Loaves int }{1}
	both(func() { reflect.ValueOf(order).Elem().Field(0).SetInt(3) }, func() { order.Loaves = 2 })
}

func TestRaceReflectMap(t *testing.T) {
	order := map[string]int{}
	both(func() { reflect.ValueOf(order).SetMapIndex(reflect.ValueOf("cake"), reflect.ValueOf(1)) }, func() { _ = order["cake"] })
}

func TestRaceBinary(t *testing.T) {
	b := make([]byte, 8)
	both(func() { binary.BigEndian.PutUint64(b, 7) }, func() { _ = binary.BigEndian.Uint16(b[6:]) })
}

func TestRaceBase64(t *testing.T) {
	b := make([]byte, 8)
	both(func() { base64.StdEncoding.Encode(b, []byte("cake")) }, func() { _ = b[0] })
}

func TestRaceHex(t *testing.T) {
	b := make([]byte, 8)
	both(func() { hex.Encode(b, []byte("cake")) }, func() { _ = string(b) })
}

func TestRaceCSV(t *testing.T) {
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	both(func() { _ = w.Write([]string{"cake"}) }, func() { w.Flush() })
}

func TestRaceTabwriter(t *testing.T) {
	w := tabwriter.NewWriter(io.Discard, 0, 8, 1, ' ', 0)
	both(func() { _, _ = w.Write([]byte("cake\t1\n")) }, func() { _ = w.Flush() })
}
