package start

import "testing"

// want: leak
func TestOneMore(t *testing.T) {
	go func() {
		select {} // stuck
	}()
	if len(log) != 1 {
		t.Error(log)
	}
}

// want: passed
func TestOneMoreFixed(t *testing.T) {
	done := make(chan bool)
	go func() { close(done) }()
	<-done
	if len(log) != 1 {
		t.Error(log)
	}
}
