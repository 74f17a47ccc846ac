package frontdoor

import (
	"bytes"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"

	"racelab/internal/explore"
	"racelab/internal/stage"
)

// A guest is somebody with a browser. The line may be slow.
type guest struct {
	line func() // called before anything is written on it
	page bytes.Buffer
}

func (g *guest) Header() http.Header { return http.Header{} }
func (g *guest) WriteHeader(int)     {}
func (g *guest) Write(text []byte) (int, error) {
	g.line()
	return g.page.Write(text)
}

// visit asks for one page, as net/http does in a goroutine for each guest.
func visit(shop http.Handler, path string, line func()) (page string) {
	g := &guest{line: line}
	shop.ServeHTTP(g, httptest.NewRequest(http.MethodGet, path, nil))
	return g.page.String()
}

// twoVisit lets two guests come in at the same time and counts their cakes.
func twoVisit(shop http.Handler, line func()) (pages [2]string, cakes int) {
	var guests sync.WaitGroup
	for i := range pages {
		guests.Go(func() { pages[i] = visit(shop, "/", line) })
	}
	guests.Wait()
	return pages, strings.Count(pages[0]+pages[1], "here is a cake for you")
}

func quick() {}

func TestOneVisitorIsTheLuckyOne(t *testing.T) {
	stage.Run(t, func() {
		reading := stage.NewDoor(2)
		shop := New(2)
		pages, cakes := twoVisit(shop, reading.Enter)
		assert.Equal(t, 1, cakes,
			"two visitors came in at the same time; the second gets a cake. This many cakes were given away; the pages: %q.\n"+
				"The shop has baked one.", pages)
		assert.Equal(t, "2 visitors\n", visit(shop, "/office", quick),
			"two visitors came in at the same time. The office is told this number.")
	})
}

func TestASlowLineKeepsNobodyWaiting(t *testing.T) {
	reading := stage.NewDoor(2)
	stage.Run(t, func() { twoVisit(New(2), reading.Enter) })
	assert.Equal(t, 2, reading.Most(),
		"two visitors came in, both on slow lines; this many were reading their page at the same time.\n"+
			"One slow telephone closes the shop to everybody else.")
}

func TestASlowOfficeKeepsNobodyWaiting(t *testing.T) {
	stage.Run(t, func() {
		shop := New(3)
		reads, done := make(chan struct{}), make(chan struct{})
		begin := sync.OnceFunc(func() { close(reads) })
		var town sync.WaitGroup
		town.Go(func() { visit(shop, "/office", func() { begin(); <-done }) })
		<-reads
		var welcomed atomic.Bool
		town.Go(func() {
			visit(shop, "/", quick)
			welcomed.Store(true)
		})
		stage.Settle()
		assert.True(t, welcomed.Load(),
			"the office, on a slow line, was reading its number, and a visitor came in; whether the visitor could read the page.\n"+
				"While the office reads a number, the shop is closed.")
		close(done)
		town.Wait()
	})
}

// Whenever something is written on the line of the first visitor, another one
// comes and the office asks.
func TestTheShopIsOpenWhileTheLuckyOneReads(t *testing.T) {
	shop := New(1)
	others, came, told := "", 1, 0
	stage.Run(t, func() {
		page := visit(shop, "/", func() {
			others += visit(shop, "/", quick)
			came++
			if visit(shop, "/office", quick) == fmt.Sprintf("%d visitors\n", came) {
				told++
			}
		})
		assert.Contains(t, page, "visitor number 1: here is a cake",
			"others came in while visitor number 1 read, and number 1 gets a cake.")
		assert.NotContains(t, others, "here is a cake",
			"others came in while visitor number 1 read, and number 1 gets a cake: what the others read.")
		assert.Equal(t, came-1, told,
			"%d times somebody came in while visitor number 1 read, and then the office asked how many have come. The answer was true this often.\n"+
				"Who stands in the shop has come in, whatever else is going on.", came-1)
	})
}

func TestTheLuckyOneAfterTheOthers(t *testing.T) {
	stage.Run(t, func() {
		shop := New(3)
		for number, wantCake := range []bool{false, false, true, false} {
			page := visit(shop, "/", quick)
			assert.Contains(t, page, "Welcome",
				"visitor number %d came in alone and read this page.", number+1)
			assert.Equal(t, wantCake, strings.Contains(page, "visitor number 3: here is a cake"),
				"visitor number %d came in alone, number 3 gets a cake: %q.", number+1, page)
		}
		assert.Equal(t, "4 visitors\n", visit(shop, "/office", quick),
			"four visitors came in, one after another.")
	})
}

func TestOneVisitorIsTheLuckyOneOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) { checkCake(t, 2) })
}

func TestTheFirstVisitorIsTheLuckyOneOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) { checkCake(t, 1) })
}

func checkCake(t *testing.T, lucky int) {
	if _, cakes := twoVisit(New(lucky), quick); cakes != 1 {
		t.Errorf("two visitors came in at the same time, and number %d gets a cake: %d cakes were given away, want 1.\n"+
			"The shop has baked one.", lucky, cakes)
	}
}

func TestASlowLineKeepsNobodyWaitingOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		reading := stage.NewDoor(2)
		twoVisit(New(3), reading.Enter)
		explore.Sometimes("two visitors read their pages at the same time", reading.Most() == 2)
	})
}

func TestVisitorsDoNotComeAndGoOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		shop := New(3)
		visit(shop, "/cakes", quick)
		var asked string
		var town sync.WaitGroup
		town.Go(func() { visit(shop, "/", quick) })
		town.Go(func() { asked = visit(shop, "/office", quick) })
		town.Wait()
		if asked != "1 visitors\n" && asked != "2 visitors\n" {
			t.Errorf("the office asked while the second visitor came in, and was told %q; want 1 or 2.\n"+
				"The first one had come, to whatever page.", asked)
		}
	})
}

func TestTheOfficeMayAskOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		shop := New(2)
		var asked string
		var town sync.WaitGroup
		town.Go(func() { visit(shop, "/", quick) })
		town.Go(func() { asked = visit(shop, "/office", quick) })
		town.Wait()
		if asked != "0 visitors\n" && asked != "1 visitors\n" {
			t.Errorf("the office asked while the first visitor came in, and was told %q; want 0 or 1.\n"+
				"That number was never true.", asked)
		}
		explore.Sometimes("the office asks before the visitor", asked == "0 visitors\n")
		explore.Sometimes("the office asks after the visitor", asked == "1 visitors\n")
	})
}

// Visitors come and the office asks whenever they like.
func TestAnyTwoCallsAtOnceOnEverySchedule(t *testing.T) {
	explore.Pairs(t, func(t *testing.T) explore.Calls {
		shop := New(2)
		return explore.Calls{
			"visit":  func() { visit(shop, "/", quick) },
			"office": func() { visit(shop, "/office", quick) },
		}
	})
}
