//go:build unix

package play

import (
	"bufio"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A tab is a page in a headless Chromium, driven through its debugging
// protocol over a pair of pipes.
type tab struct {
	t       *testing.T
	to      *os.File
	session string

	mu      sync.Mutex // guards what follows
	id      int
	waiting map[int]chan message
	wrong   []string // errors that the page has met
}

type message struct {
	ID        int             `json:"id,omitempty"`
	SessionID string          `json:"sessionId,omitempty"`
	Method    string          `json:"method,omitempty"`
	Params    json.RawMessage `json:"params,omitempty"`
	Result    json.RawMessage `json:"result,omitempty"`
	Error     *struct {
		Message string `json:"message"`
	} `json:"error,omitempty"`
}

// chromium skips the test where there is none.
func chromium(t *testing.T) string {
	for _, name := range []string{os.Getenv("CHROME"), "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"} {
		if path, err := exec.LookPath(name); name != "" && err == nil {
			return path
		}
	}
	t.Skip("no Chromium is installed")
	return ""
}

func openTab(t *testing.T) *tab {
	t.Helper()
	theirIn, to, err := os.Pipe()
	require.NoError(t, err)
	from, theirOut, err := os.Pipe()
	require.NoError(t, err)
	cmd := exec.Command(chromium(t), "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
		"--disable-background-networking", "--disable-component-update", "--disable-sync", "--remote-debugging-pipe",
		"--user-data-dir="+filepath.Join(t.TempDir(), "profile"), "about:blank")
	cmd.ExtraFiles = []*os.File{theirIn, theirOut}
	require.NoError(t, cmd.Start())
	theirIn.Close()
	theirOut.Close()
	b := &tab{t: t, to: to, waiting: map[int]chan message{}}
	t.Cleanup(func() {
		to.Close() // Chromium ends when nobody drives it
		dead := time.AfterFunc(5*time.Second, func() { _ = cmd.Process.Kill() })
		_ = cmd.Wait()
		dead.Stop()
		from.Close()
	})
	go b.listen(bufio.NewReaderSize(from, 1<<20))

	var target struct{ TargetID string }
	b.call("Target.createTarget", map[string]any{"url": "about:blank"}, &target)
	var session struct{ SessionID string }
	b.call("Target.attachToTarget", map[string]any{"targetId": target.TargetID, "flatten": true}, &session)
	b.session = session.SessionID
	for _, domain := range []string{"Page", "Runtime", "Log"} {
		b.call(domain+".enable", nil, nil)
	}
	return b
}

func (b *tab) listen(from *bufio.Reader) {
	for {
		text, err := from.ReadBytes(0)
		if err != nil {
			return
		}
		var m message
		if json.Unmarshal(text[:len(text)-1], &m) != nil {
			continue
		}
		b.mu.Lock()
		if c := b.waiting[m.ID]; c != nil {
			delete(b.waiting, m.ID)
			c <- m
		}
		if m.Method == "Runtime.exceptionThrown" || m.Method == "Log.entryAdded" {
			b.wrong = append(b.wrong, string(m.Params))
		}
		b.mu.Unlock()
	}
}

func (b *tab) call(method string, params any, result any) {
	b.t.Helper()
	c := make(chan message, 1)
	b.mu.Lock()
	b.id++
	m := message{ID: b.id, SessionID: b.session, Method: method}
	b.waiting[b.id] = c
	b.mu.Unlock()
	if params == nil {
		params = struct{}{}
	}
	m.Params, _ = json.Marshal(params)
	text, err := json.Marshal(m)
	require.NoError(b.t, err)
	_, err = b.to.Write(append(text, 0))
	require.NoError(b.t, err)
	select {
	case got := <-c:
		require.Nil(b.t, got.Error, "%s: %v", method, got.Error)
		if result != nil {
			require.NoError(b.t, json.Unmarshal(got.Result, result))
		}
	case <-time.After(30 * time.Second):
		require.Fail(b.t, "Chromium does not answer", method)
	}
}

// size makes the page so large, and light or dark.
func (b *tab) size(width, height int, scheme string) {
	b.call("Emulation.setDeviceMetricsOverride", map[string]any{"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600}, nil)
	b.call("Emulation.setEmulatedMedia", map[string]any{"features": []map[string]string{
		{"name": "prefers-color-scheme", "value": scheme}}}, nil)
}

func (b *tab) visit(url string) {
	b.t.Helper()
	b.call("Page.navigate", map[string]any{"url": url}, nil)
	b.waitFor(`document.readyState === "complete" && location.href !== "about:blank"`)
}

// eval returns the value of an expression as text.
func (b *tab) eval(expression string) string {
	b.t.Helper()
	var r struct {
		Result struct {
			Value any `json:"value"`
		} `json:"result"`
		ExceptionDetails *struct {
			Text      string
			Exception struct{ Description string }
		}
	}
	b.call("Runtime.evaluate", map[string]any{"expression": expression, "returnByValue": true, "awaitPromise": true}, &r)
	require.Nil(b.t, r.ExceptionDetails, "%s: %v", expression, r.ExceptionDetails)
	return fmt.Sprint(r.Result.Value)
}

// waitFor returns when a condition holds.
func (b *tab) waitFor(condition string) {
	b.t.Helper()
	for end := time.Now().Add(10 * time.Second); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		if b.eval("!!("+condition+")") == "true" {
			return
		}
	}
	require.Fail(b.t, "the page never came to "+condition, "it says: %s\n%v", b.eval("document.body.innerText"), b.wrong)
}

func (b *tab) text(selector string) string {
	b.t.Helper()
	return b.eval(fmt.Sprintf("document.querySelector(%q).textContent", selector))
}

// click presses the mouse in the middle of an element.
func (b *tab) click(selector string) {
	b.t.Helper()
	var at struct{ X, Y float64 }
	box := b.eval(fmt.Sprintf(`(() => { const e = document.querySelector(%q); e.scrollIntoView({block: "center"}); const r = e.getBoundingClientRect(); return JSON.stringify({X: r.x + r.width / 2, Y: r.y + r.height / 2}) })()`, selector))
	require.NoError(b.t, json.Unmarshal([]byte(box), &at))
	for _, kind := range []string{"mousePressed", "mouseReleased"} {
		b.call("Input.dispatchMouseEvent", map[string]any{"type": kind, "x": at.X, "y": at.Y, "button": "left", "clickCount": 1}, nil)
	}
}

// key presses a key that is named as in KeyboardEvent.key.
func (b *tab) key(name string) {
	b.t.Helper()
	params := map[string]any{"type": "keyDown", "key": name}
	switch {
	case len(name) == 1:
		params["text"] = name
	case name == "Enter":
		params["text"] = "\r"
	}
	b.call("Input.dispatchKeyEvent", params, nil)
	b.call("Input.dispatchKeyEvent", map[string]any{"type": "keyUp", "key": name}, nil)
}

// shot keeps a picture where RACELAB_SHOTS says, for somebody to look at.
func (b *tab) shot(name string) {
	dir := os.Getenv("RACELAB_SHOTS")
	if dir == "" {
		return
	}
	var r struct{ Data string }
	b.call("Page.captureScreenshot", map[string]any{"format": "png"}, &r)
	picture, err := base64.StdEncoding.DecodeString(r.Data)
	require.NoError(b.t, err)
	require.NoError(b.t, os.WriteFile(filepath.Join(dir, name+".png"), picture, 0o644))
}

// clean fails the test if the page has met an error, or is wider than it is shown.
func (b *tab) clean() {
	b.t.Helper()
	b.mu.Lock()
	assert.Empty(b.t, b.wrong, "errors on the page")
	b.mu.Unlock()
	assert.Equal(b.t, "true", b.eval("document.documentElement.scrollWidth <= innerWidth"), "the page is wider than the screen")
}
