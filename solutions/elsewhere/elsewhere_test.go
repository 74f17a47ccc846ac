package elsewhere

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"racelab/internal/stage"
)

const (
	// orderVar is set in the child, which is this test binary once more.
	orderVar = "RACELAB_ORDER"

	// large is more than any system's pipe holds, and no round number of bytes,
	// which somebody might think plenty.
	large = 1<<20 + 54_321

	// unheard is how long the child waits for somebody to take the next few
	// bytes before it gives up, and givenUp how it then ends.
	unheard = 3 * time.Second
	givenUp = 76

	// patience is for an Ask that goes on waiting when the child is gone.
	patience = 6 * time.Second
)

func TestMain(m *testing.M) {
	if order := os.Getenv(orderVar); order != "" {
		os.Exit(otherHouse(order))
	}
	os.Exit(m.Run())
}

// otherHouse is what the child does: it carries out the steps of an order, as
// in "cakes 10, remarks 5, exit 1", and returns its exit status.
func otherHouse(order string) int {
	moved := make(chan struct{})
	go func() {
		for {
			select {
			case <-moved:
			case <-time.After(unheard):
				os.Exit(givenUp)
			}
		}
	}()
	for _, step := range strings.Split(order, ", ") {
		var what string
		var n int
		fmt.Sscan(step, &what, &n)
		switch what {
		case "exit":
			return n
		case "cakes":
			write(os.Stdout, text("cake", n), moved)
		case "remarks":
			write(os.Stderr, text("remark", n), moved)
		}
	}
	return 0
}

// write says after every few bytes that they were taken.
func write(w io.Writer, s string, moved chan<- struct{}) {
	for len(s) > 0 {
		n := min(len(s), 1000)
		io.WriteString(w, s[:n])
		moved <- struct{}{}
		s = s[n:]
	}
}

// text returns n bytes of the word.
func text(word string, n int) string { return strings.Repeat(word+" ", n)[:n] }

// house returns a child that carries out an order.
func house(t testing.TB, order string) *exec.Cmd {
	self, err := os.Executable()
	require.NoError(t, err)
	cmd := exec.Command(self)
	// Under the race detector a process would sleep for a second before it ends.
	cmd.Env = append(os.Environ(), orderVar+"="+order, "GORACE=atexit_sleep_ms=0")
	return cmd
}

// stuck is set when an Ask never came back.
var stuck bool

// ask calls Ask, with what the child is to do, and ends the test if nobody will
// ever move again.
func ask(t *testing.T, order string) (Reply, error) {
	t.Helper()
	cmd := house(t, order)
	reply, err := patiently(t, order, cmd)
	var exit *exec.ExitError
	if errors.As(err, &exit) && exit.ExitCode() == givenUp {
		stage.Fatal(t, stage.Deadlock, "Ask(%q): the child waits until somebody reads, and Ask waits for the child.\n"+
			"The child gave up after %v in which nobody took a byte; without that they would stand there for ever.", order, unheard)
	}
	assert.NotNil(t, cmd.ProcessState, "Ask(%q) returned; the child has not been waited for", order)
	return reply, err
}

// patiently calls Ask. The stage cannot tell who waits for another process from
// who waits for ever, so these tests have an end of their own.
func patiently(t *testing.T, order string, cmd *exec.Cmd) (Reply, error) {
	t.Helper()
	if stuck {
		stage.Fatal(t, stage.Deadlock, "Ask(%q) was not tried, since an earlier Ask never came back; that one says more", order)
	}
	type answer struct {
		reply Reply
		err   error
	}
	back := make(chan answer, 1)
	go func() {
		reply, err := Ask(cmd)
		back <- answer{reply, err}
	}()
	select {
	case a := <-back:
		return a.reply, a.err
	case <-time.After(patience):
		stuck = true
		stage.Fatal(t, stage.Deadlock, "Ask(%q) waits for something that does not come, long after the child has gone.\n"+
			"Who reads to the end of a pipe waits until nobody can write to it any more.", order)
	}
	return Reply{}, nil // never
}

// check compares a reply with an order for so many bytes.
func check(t *testing.T, order string, cakes, remarks int, got Reply) {
	t.Helper()
	same := got.Cakes == text("cake", cakes) && got.Remarks == text("remark", remarks)
	assert.True(t, same,
		"Ask(%q) returned %d bytes of cakes and %d of remarks; it wants %d and %d, each in its own basket: %.40q, %.40q.\n"+
			"Something was lost on the way between the houses, or is in the wrong basket.",
		order, len(got.Cakes), len(got.Remarks), cakes, remarks, got.Cakes, got.Remarks)
}

func TestEverythingComesBack(t *testing.T) {
	for _, order := range []struct {
		name           string
		steps          string
		cakes, remarks int
	}{
		{"nothing", "exit 0", 0, 0},
		{"a few", "cakes 100, remarks 50", 100, 50},
		{"many cakes", fmt.Sprintf("remarks 50, cakes %d", large), large, 50},
		{"many remarks first", fmt.Sprintf("remarks %d, cakes %d", large, large), large, large},
		{"many cakes first", fmt.Sprintf("cakes %d, remarks %d", large, large), large, large},
	} {
		ok := t.Run(order.name, func(t *testing.T) {
			defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
			got, err := ask(t, order.steps)
			assert.NoError(t, err, "the child ended well")
			check(t, order.steps, order.cakes, order.remarks, got)
		})
		if !ok {
			return
		}
	}
}

func TestABadEndIsReported(t *testing.T) {
	const order = "cakes 100, remarks 30, exit 7"
	got, err := ask(t, order)
	var exit *exec.ExitError
	if assert.ErrorAs(t, err, &exit, "Ask(%q): the child ended badly", order) {
		assert.Equal(t, 7, exit.ExitCode(), "the exit status of the child")
	}
	check(t, order, 100, 30, got)
}

// Each child is gone before what it wrote is read: that lies in the pipes, and
// whoever waits for the child first must not close them. The only processor is
// busy meanwhile: that the child has gone is noticed at once, and what it wrote
// mostly a little later. That takes some luck, so there are several.
func TestWhatTheChildLeftBehindIsRead(t *testing.T) {
	const order, children, each = "cakes 60000, remarks 60000", 8, 60000
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	var over atomic.Bool
	defer over.Store(true)
	go func() {
		for !over.Load() {
		}
	}()
	for i := 0; i < children && !t.Failed(); i++ {
		got, err := ask(t, order)
		assert.NoError(t, err, "the child ended well")
		check(t, order, each, each, got)
	}
}

func TestNothingIsLeftOpen(t *testing.T) {
	_, err := ask(t, "cakes 100, remarks 50") // the first time the runtime opens something of its own, too
	assert.NoError(t, err, "the child ended well")
	before := openFiles(t)
	_, err = ask(t, "cakes 100, remarks 50")
	assert.NoError(t, err, "the child ended well")
	_, err = patiently(t, "no such house", exec.Command("./no-such-house"))
	assert.Error(t, err, "there is no such program")
	assert.Equal(t, before, openFiles(t),
		"files that this process has open: before, and after two calls of Ask, one of which found nobody at home.\n"+
			"When Ask returns, nothing of it is left behind, not even an empty basket.")
}

// openFiles counts the files that this process has open. Where there is no
// /dev/fd that cannot be seen, and it returns 0; under Wine there is one, of
// Wine's own files.
func openFiles(t *testing.T) int {
	if runtime.GOOS == "windows" {
		return 0
	}
	files, err := os.ReadDir("/dev/fd")
	if !errors.Is(err, fs.ErrNotExist) {
		require.NoError(t, err)
	}
	return len(files)
}

func TestNobodyIsAtHome(t *testing.T) {
	_, err := patiently(t, "no such house", exec.Command("./no-such-house"))
	assert.Error(t, err, "there is no such program")
}
