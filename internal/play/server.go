//go:build !noserver

package play

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"slices"
	"sync"
	"time"

	"racelab/internal/page"
	"racelab/internal/trace"
)

// A Server serves the page of a game to browsers on this machine.
type Server struct {
	cfg  Config
	host string // the only values of the Host header that are answered: this and its other name
	port string

	mu   sync.Mutex // guards game
	game *Game
}

// Serve listens on a free port of the loopback address, calls ready with the
// address of the page, and returns when ctx ends.
func Serve(ctx context.Context, cfg Config, game *Game, ready func(url string)) error {
	l, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		game.Close()
		return fmt.Errorf("cannot listen on the loopback address: %w; play in the terminal with -tty", err)
	}
	_, port, _ := net.SplitHostPort(l.Addr().String())
	s := &Server{cfg: cfg, host: l.Addr().String(), port: port, game: game}
	server := &http.Server{Handler: s.handler(), ReadHeaderTimeout: 5 * time.Second, BaseContext: func(net.Listener) context.Context { return ctx }}
	stop := context.AfterFunc(ctx, func() { server.Close() })
	defer stop()
	defer s.close()
	ready("http://" + s.host + "/")
	if err := server.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

func (s *Server) close() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.game != nil {
		s.game.Close()
	}
}

// files are what the page asks for, beside itself.
var files = []string{"style.css", "view.js", "play.js"}

func (s *Server) handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", s.page)
	for _, name := range files {
		mux.HandleFunc("GET /"+name, func(w http.ResponseWriter, r *http.Request) {
			http.ServeFileFS(w, r, page.Assets(), name)
		})
	}
	mux.HandleFunc("POST /at", s.answer(func(ctx context.Context, g *Game, q question) (any, error) { return g.At(ctx, q.Schedule) }))
	mux.HandleFunc("POST /finish", s.answer(func(ctx context.Context, g *Game, q question) (any, error) { return g.Finish(ctx, q.Schedule) }))
	mux.HandleFunc("POST /outlook", s.answer(func(ctx context.Context, g *Game, q question) (any, error) { return g.Outlook(ctx, q.Schedule) }))
	mux.HandleFunc("POST /show", s.answer(func(ctx context.Context, g *Game, q question) (any, error) {
		if q.End != trace.Failed && q.End != trace.Passed {
			return nil, errors.New("end is failed or passed")
		}
		return g.Show(ctx, q.Schedule, q.End)
	}))
	mux.HandleFunc("POST /statement", s.answer(func(ctx context.Context, g *Game, q question) (any, error) {
		return g.Statement(ctx, q.Schedule, q.Task)
	}))
	mux.HandleFunc("POST /compare", s.answer(func(ctx context.Context, g *Game, q question) (any, error) {
		return g.Compare(ctx, q.Schedule, q.Other)
	}))
	mux.HandleFunc("POST /restart", s.restart)
	return s.guard(mux)
}

// guard turns away requests that another web page, or another name for this
// address, has sent here.
func (s *Server) guard(next http.Handler) http.Handler {
	hosts := []string{s.host, "localhost:" + s.port}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		origin := r.Header.Get("Origin")
		foreign := origin != "" && !slices.Contains([]string{"http://" + hosts[0], "http://" + hosts[1]}, origin)
		site := r.Header.Get("Sec-Fetch-Site")
		if !slices.Contains(hosts, r.Host) || foreign || site == "cross-site" || site == "same-site" {
			http.Error(w, "this page belongs to somebody on this machine", http.StatusForbidden)
			return
		}
		if r.Method == http.MethodPost && r.Header.Get("Content-Type") != "application/json" {
			http.Error(w, "send application/json", http.StatusUnsupportedMediaType)
			return
		}
		h := w.Header()
		h.Set("Content-Security-Policy", "default-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Cache-Control", "no-store")
		next.ServeHTTP(w, r)
	})
}

type question struct {
	Schedule []string      `json:"schedule"`
	End      trace.Outcome `json:"end"`
	Task     string        `json:"task"`  // the path of one
	Other    []string      `json:"other"` // a schedule
}

const maxQuestion = 1 << 20 // bytes

func (s *Server) answer(what func(context.Context, *Game, question) (any, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var q question
		if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, maxQuestion)).Decode(&q); err != nil {
			reply(w, http.StatusBadRequest, map[string]string{"error": "not understood: " + err.Error()})
			return
		}
		s.mu.Lock()
		game := s.game
		s.mu.Unlock()
		if game == nil {
			reply(w, http.StatusConflict, map[string]string{"error": "the program cannot be played as it is; load the page again"})
			return
		}
		a, err := what(r.Context(), game, q)
		if err != nil {
			reply(w, http.StatusUnprocessableEntity, map[string]string{"error": err.Error()})
			return
		}
		reply(w, http.StatusOK, a)
	}
}

func reply(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(v) // whoever asked may be gone
}

// page is the game, of the source as it is now.
func (s *Server) page(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	game, _, err := s.fresh(r.Context())
	if err != nil {
		w.WriteHeader(http.StatusUnprocessableEntity)
		_ = page.Trouble(w, s.cfg.Title, err.Error())
		return
	}
	_ = page.Game(w, game.View, game.Goal, game.Start) // whoever asked may be gone
}

func (s *Server) restart(w http.ResponseWriter, r *http.Request) {
	_, changed, err := s.fresh(r.Context())
	if err != nil {
		reply(w, http.StatusUnprocessableEntity, map[string]string{"error": err.Error()})
		return
	}
	reply(w, http.StatusOK, map[string]bool{"changed": changed})
}

// fresh opens the game anew if its source has changed.
func (s *Server) fresh(ctx context.Context) (game *Game, changed bool, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	game, changed, err = reopened(ctx, s.cfg, s.game)
	if ctx.Err() == nil { // else nobody has seen that it is gone
		s.game = game
	}
	return game, changed, err
}
