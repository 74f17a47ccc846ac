// Package network has small programs that talk to themselves. In those called
// TestRace… something is shared without a lock; those called TestSafe… are right,
// and those with Sampled in their name have too many schedules to try all. Those
// with Patient in it are right as long as no timer overtakes a goroutine.
package network

import (
	"errors"
	"expvar"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// serve answers one caller with what that says.
func serve(l net.Listener, before func()) {
	c, err := l.Accept()
	if err != nil {
		return
	}
	defer c.Close()
	before()
	b := make([]byte, 4)
	n, _ := io.ReadFull(c, b)
	_, _ = c.Write(b[:n])
}

func call(t *testing.T, l net.Listener) {
	c, err := net.Dial("tcp", l.Addr().String())
	if err != nil {
		t.Error(err)
		return
	}
	defer c.Close()
	_, _ = c.Write([]byte("cake"))
	if b, err := io.ReadAll(c); string(b) != "cake" || err != nil {
		t.Error(string(b), err)
	}
}

func listen(t *testing.T) net.Listener {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestSafeEcho(t *testing.T) {
	l := listen(t)
	defer l.Close()
	go serve(l, func() {})
	call(t, l)
}

func TestRaceEcho(t *testing.T) {
	l := listen(t)
	defer l.Close()
	served := 0
	var server sync.WaitGroup
	server.Go(func() { serve(l, func() { served++ }) })
	c, err := net.Dial("tcp", l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	_ = served
	c.Close()
	server.Wait()
}

func TestSafeNobodyListens(t *testing.T) {
	if _, err := net.Dial("tcp", "127.0.0.1:9"); err == nil {
		t.Error("somebody answered")
	}
}

func TestSafeNoAddress(t *testing.T) {
	_, wrong := net.DialUDP("udp", nil, nil)
	if _, err := net.DialTCP("tcp", nil, nil); err == nil || wrong == nil {
		t.Error("there was nowhere to go")
	}
}

func TestSafePipe(t *testing.T) {
	a, b := net.Pipe()
	go func() {
		defer a.Close()
		_, _ = a.Write([]byte("cake"))
	}()
	if got, err := io.ReadAll(b); string(got) != "cake" || err != nil {
		t.Error(string(got), err)
	}
}

func TestRacePipe(t *testing.T) {
	a, b := net.Pipe()
	sent := 0
	var writer sync.WaitGroup
	writer.Go(func() {
		n, _ := a.Write([]byte("cake"))
		sent = n
	})
	_, _ = io.ReadFull(b, make([]byte, 4))
	_ = sent
	writer.Wait()
}

func get(t *testing.T, client *http.Client, url string) {
	resp, err := client.Get(url)
	if err != nil {
		t.Error(err)
		return
	}
	_, _ = io.Copy(io.Discard, resp.Body)
	resp.Body.Close()
}

// TestSafeSampledServer has a client without timers. One that closes idle
// connections after a while may do so before it has handed on the answer.
func TestSafeSampledServer(t *testing.T) {
	twoCall(t, (*httptest.Server).Client)
}

func TestSafeSampledPatientServer(t *testing.T) {
	twoCall(t, func(*httptest.Server) *http.Client { return http.DefaultClient })
}

func twoCall(t *testing.T, client func(*httptest.Server) *http.Client) {
	var hits atomic.Int32
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { hits.Add(1) }))
	defer server.Close()
	var clients sync.WaitGroup
	for range 2 {
		clients.Go(func() { get(t, client(server), server.URL) })
	}
	clients.Wait()
	if hits.Load() != 2 {
		t.Error(hits.Load())
	}
}

func TestRaceSampledServer(t *testing.T) {
	hits := 0
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { hits++ }))
	defer server.Close()
	var clients sync.WaitGroup
	for range 2 {
		clients.Go(func() { get(t, http.DefaultClient, server.URL) })
	}
	clients.Wait()
}

func TestSafeRecorder(t *testing.T) {
	var mux http.ServeMux
	mux.HandleFunc("/cake", func(w http.ResponseWriter, r *http.Request) { _, _ = io.WriteString(w, "cake") })
	var clients sync.WaitGroup
	for range 2 {
		clients.Go(func() {
			w := httptest.NewRecorder()
			mux.ServeHTTP(w, httptest.NewRequest("GET", "/cake", nil))
			if w.Body.String() != "cake" {
				t.Error(w.Body.String())
			}
		})
	}
	clients.Wait()
}

func TestRaceRecorder(t *testing.T) {
	w := httptest.NewRecorder()
	var clients sync.WaitGroup
	for range 2 {
		clients.Go(func() { _, _ = w.WriteString("cake") })
	}
	clients.Wait()
}

var sold = expvar.NewInt("sold") // which may be done once in a process

func TestSafeExpvar(t *testing.T) {
	var bakers sync.WaitGroup
	for range 2 {
		bakers.Go(func() { sold.Add(1) })
	}
	bakers.Wait()
	if sold.Value() != 2 {
		t.Error(sold.Value())
	}
}

func TestRaceHeader(t *testing.T) {
	h := http.Header{}
	var bakers sync.WaitGroup
	for range 2 {
		bakers.Go(func() { h.Add("Cake", "1") })
	}
	bakers.Wait()
}

// listenTCP is listen for who wants a net.TCPListener.
func listenTCP(t *testing.T) *net.TCPListener {
	l, err := net.ListenTCP("tcp", nil)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestSafeTCP(t *testing.T) {
	l := listenTCP(t)
	var both sync.WaitGroup
	both.Go(func() { serve(l, func() {}) })
	both.Go(func() { call(t, l) })
	both.Wait()
	if l.Close() != nil || l.Close() == nil {
		t.Error("it closes once")
	}
}

func TestRaceTCP(t *testing.T) {
	l, n := listenTCP(t), 0
	defer l.Close()
	var both sync.WaitGroup
	both.Go(func() { serve(l, func() { n++ }) })
	both.Go(func() {
		call(t, l)
		n++
	})
	n++
	both.Wait()
}

func TestSafeTCPNobodyCalls(t *testing.T) {
	l := listenTCP(t)
	defer l.Close()
	if err := l.SetDeadline(time.Now().Add(time.Second)); err != nil {
		t.Error(err)
	}
	if _, err := l.Accept(); !errors.Is(err, os.ErrDeadlineExceeded) {
		t.Error(err)
	}
}

// Whatever another machine would say, no schedule has a say in it.
func TestOutsideHost(t *testing.T) {
	resp, err := http.Get("http://bakery.example/oven")
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
}

func TestOutsideUDP(t *testing.T) {
	c, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	c.Close()
}
