package bugs

import (
	"crypto/cipher"
	"flag"
	"io"
	"os/exec"
	"strings"
	"sync"
	"testing"
)

// What packages that are not rewritten do to the variables that they were given.

func orders() (*flag.FlagSet, *int, *string) {
	fs := flag.NewFlagSet("bakery", flag.ContinueOnError)
	return fs, fs.Int("cakes", 1, "how many"), fs.String("icing", "none", "of what")
}

// kind: misuse
// want: data race
func TestFlagValue(t *testing.T) {
	fs, cakes, _ := orders()
	var wg sync.WaitGroup
	wg.Go(func() { _ = fs.Parse([]string{"-cakes", "3"}) }) // race
	wg.Go(func() { _ = *cakes })                            // race
	wg.Wait()
}

// want: passed
func TestFlagValueFixed(t *testing.T) {
	// What no argument names is not written.
	fs, cakes, icing := orders()
	_ = fs.Parse([]string{"-cakes", "3"})
	var wg sync.WaitGroup
	wg.Go(func() { _ = fs.Parse([]string{"-icing", "plain"}) })
	wg.Go(func() { _ = *cakes })
	wg.Wait()
	_ = *icing
}

// kind: misuse
// want: data race
func TestFlagThatIsSet(t *testing.T) {
	fs, _, icing := orders()
	var wg sync.WaitGroup
	wg.Go(func() { _ = fs.Set("icing", "none") }) // race
	wg.Go(func() { _ = *icing })                  // race
	wg.Wait()
}

// want: passed
func TestFlagThatIsSetFixed(t *testing.T) {
	fs, cakes, _ := orders()
	var wg sync.WaitGroup
	wg.Go(func() { _ = fs.Set("icing", "none") })
	wg.Go(func() { _ = *cakes })
	wg.Wait()
}

// kind: misuse
// want: data race
func TestStreamReader(t *testing.T) {
	// Each reader has a source of its own, and both have the stream.
	s := stream(t)
	var wg sync.WaitGroup
	for range 2 {
		r := cipher.StreamReader{S: s, R: strings.NewReader("cake")}
		wg.Go(func() { _, _ = r.Read(make([]byte, 4)) }) // race
	}
	wg.Wait()
}

// want: passed
func TestStreamReaderFixed(t *testing.T) {
	var wg sync.WaitGroup
	for range 2 {
		r := cipher.StreamReader{S: stream(t), R: strings.NewReader("cake")}
		wg.Go(func() { _, _ = r.Read(make([]byte, 4)) })
	}
	wg.Wait()
}

// kind: misuse
// want: data race
func TestStreamReaderThatIsAReader(t *testing.T) {
	s := stream(t)
	var wg sync.WaitGroup
	for range 2 {
		var r io.Reader = &cipher.StreamReader{S: s, R: strings.NewReader("cake")}
		wg.Go(func() { _, _ = io.ReadAll(r) }) // race
	}
	wg.Wait()
}

// want: passed
func TestStreamReaderThatIsAReaderFixed(t *testing.T) {
	s := stream(t)
	var r io.Reader = &cipher.StreamReader{S: s, R: strings.NewReader("cake")}
	done := make(chan struct{})
	go func() { defer close(done); _, _ = r.Read(make([]byte, 2)) }()
	<-done
	_, _ = io.ReadAll(r)
}

// kind: misuse
// want: data race
func TestStreamWriter(t *testing.T) {
	// A buffer that is not locked gets what is encrypted, by goroutines with streams of their own.
	var out strings.Builder
	var wg sync.WaitGroup
	for range 2 {
		w := cipher.StreamWriter{S: stream(t), W: &out}
		wg.Go(func() { _, _ = io.WriteString(w, "cake") })
	}
	wg.Wait()
}

// want: passed
func TestStreamWriterFixed(t *testing.T) {
	var mu sync.Mutex
	w := cipher.StreamWriter{S: stream(t), W: io.Discard}
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() { mu.Lock(); defer mu.Unlock(); _, _ = w.Write([]byte("cake")) })
	}
	wg.Wait()
}

// kind: misuse
// want: data race
func TestCommand(t *testing.T) {
	cmd := exec.Command("bake", "cake")
	var wg sync.WaitGroup
	wg.Go(func() { _ = cmd.String() })                        // race
	wg.Go(func() { cmd.Args = append(cmd.Args, "--slowly") }) // race
	wg.Wait()
}

// want: passed
func TestCommandFixed(t *testing.T) {
	// What a command is called does not say where it runs.
	cmd := exec.Command("bake", "cake")
	var wg sync.WaitGroup
	wg.Go(func() { _ = cmd.String() })
	wg.Go(func() { cmd.Dir = "/kitchen" })
	wg.Wait()
}
