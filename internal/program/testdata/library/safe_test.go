package library

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"log/slog"
	"math/big"
	"math/rand"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"text/template"
)

func TestSafeLogger(t *testing.T) {
	var out bytes.Buffer
	l := log.New(&out, "", 0)
	twice(func() { l.Print("cake") })
	if out.String() != "cake\ncake\n" {
		t.Error(out.String())
	}
}

func TestSafeSlog(t *testing.T) {
	var out bytes.Buffer
	l := slog.New(slog.NewTextHandler(&out, nil))
	twice(func() { l.Info("cake", "loaves", 1) })
	if strings.Count(out.String(), "loaves=1") != 2 {
		t.Error(out.String())
	}
}

func TestSafeSyncMap(t *testing.T) {
	var m sync.Map
	both(func() { m.Store("cake", 1) }, func() { m.Load("cake") })
}

func TestSafePool(t *testing.T) {
	p := sync.Pool{New: func() any { return new(bytes.Buffer) }}
	twice(func() {
		b := p.Get().(*bytes.Buffer)
		b.Reset()
		b.WriteString("cake")
		p.Put(b)
	})
}

func TestSafeOnce(t *testing.T) {
	order := map[string]int{}
	fill := sync.OnceFunc(func() { order["cake"] = 1 })
	twice(func() { fill(); _ = order["cake"] })
}

func TestSafeAtomicValue(t *testing.T) {
	var v atomic.Value
	both(func() { v.Store("cake") }, func() { _, _ = v.Load().(string) })
}

func TestSafeRand(t *testing.T) {
	twice(func() { rand.Int63(); rand.Intn(3) })
}

func TestSafeRegexp(t *testing.T) {
	r := regexp.MustCompile("c(a+)ke")
	twice(func() {
		if !r.MatchString("caake") {
			t.Error("no match")
		}
	})
}

func TestSafeReplacer(t *testing.T) {
	r := strings.NewReplacer("a", "b", "c", "d")
	twice(func() {
		if got := r.Replace("cake"); got != "dbke" {
			t.Error(got)
		}
	})
}

func TestSafeMarshal(t *testing.T) {
	order := struct{ Loaves int }{2}
	twice(func() {
		if b, err := json.Marshal(&order); err != nil || string(b) != `{"Loaves":2}` {
			t.Error(string(b), err)
		}
	})
}

func TestSafeUnmarshal(t *testing.T) {
	twice(func() {
		var order struct{ Loaves int }
		if err := json.Unmarshal([]byte(`{"Loaves":2}`), &order); err != nil || order.Loaves != 2 {
			t.Error(order, err)
		}
	})
}

func TestSafeTemplate(t *testing.T) {
	page := template.Must(template.New("order").Parse("{{range .}}{{.}} {{end}}"))
	twice(func() { _ = page.Execute(io.Discard, []string{"cake", "loaf"}) })
}

func TestSafePrint(t *testing.T) {
	order := struct {
		Name   string
		Loaves []int
	}{"baker", []int{1, 2}}
	twice(func() {
		if got := fmt.Sprintf("%v %q", order, order.Name); got != `{baker [1 2]} "baker"` {
			t.Error(got)
		}
	})
}

func TestSafeBigReads(t *testing.T) {
	n := big.NewInt(7)
	twice(func() { _ = n.String() })
}

func TestSafeStringsRead(t *testing.T) {
	words := []string{"cake", "loaf"}
	twice(func() { _ = strings.Join(words, " ") })
}

func TestSafePipe(t *testing.T) {
	r, w := io.Pipe()
	both(func() {
		fmt.Fprint(w, "cake")
		w.CloseWithError(errors.New("sold out"))
	}, func() {
		b, err := io.ReadAll(r)
		if string(b) != "cake" || err == nil || err.Error() != "sold out" {
			t.Error(string(b), err)
		}
	})
}

func TestSafeBufferUnderALock(t *testing.T) {
	var mu sync.Mutex
	var b bytes.Buffer
	twice(func() {
		mu.Lock()
		defer mu.Unlock()
		b.WriteString("cake")
	})
	if b.Len() != 8 {
		t.Error(b.Len())
	}
}
