// Package database has programs on database/sql with a driver that keeps one
// number. TestWrong… loses an update, TestSafe… does not.
package database

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"io"
	"sync"
	"testing"
)

func init() { sql.Register("bakery", bakery{}) }

type bakery struct{}

func (bakery) Open(string) (driver.Conn, error) { return conn{}, nil }

// stock is what the database holds.
var stock struct {
	mu    sync.Mutex
	cakes int64
}

type conn struct{}

func (conn) Prepare(string) (driver.Stmt, error) { return nil, errors.New("not needed") }
func (conn) Close() error                        { return nil }
func (conn) Begin() (driver.Tx, error)           { return nil, errors.New("not needed") }

func (conn) ExecContext(_ context.Context, query string, args []driver.NamedValue) (driver.Result, error) {
	stock.mu.Lock()
	defer stock.mu.Unlock()
	if query == "add" {
		stock.cakes++
	} else {
		stock.cakes = args[0].Value.(int64)
	}
	return driver.ResultNoRows, nil
}

func (conn) QueryContext(context.Context, string, []driver.NamedValue) (driver.Rows, error) {
	stock.mu.Lock()
	defer stock.mu.Unlock()
	return &rows{cakes: stock.cakes}, nil
}

type rows struct {
	cakes int64
	read  bool
}

func (r *rows) Columns() []string { return []string{"cakes"} }
func (r *rows) Close() error      { return nil }
func (r *rows) Next(to []driver.Value) error {
	if r.read {
		return io.EOF
	}
	to[0], r.read = r.cakes, true
	return nil
}

func open(t *testing.T) *sql.DB {
	db, err := sql.Open("bakery", "")
	if err != nil {
		t.Fatal(err)
	}
	return db
}

func cakes(t *testing.T, db *sql.DB) (n int64) {
	if err := db.QueryRow("cakes").Scan(&n); err != nil {
		t.Error(err)
	}
	return n
}

func TestSafeAdd(t *testing.T) {
	db := open(t)
	defer db.Close()
	var bakers sync.WaitGroup
	for range 2 {
		bakers.Go(func() {
			if _, err := db.Exec("add"); err != nil {
				t.Error(err)
			}
		})
	}
	bakers.Wait()
	if n := cakes(t, db); n != 2 {
		t.Error(n)
	}
}

func TestWrongReadThenSet(t *testing.T) {
	db := open(t)
	defer db.Close()
	var bakers sync.WaitGroup
	for range 2 {
		bakers.Go(func() { _, _ = db.Exec("set", cakes(t, db)+1) })
	}
	bakers.Wait()
	if n := cakes(t, db); n != 2 {
		t.Error(n)
	}
}
