package play

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racelab/internal/build"
)

// fetch sends one request and returns its status and answer.
func fetch(t *testing.T, method, url, body string, header map[string]string) (int, string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, url, strings.NewReader(body))
	require.NoError(t, err)
	for name, value := range header {
		r.Header.Set(name, value)
		if name == "Host" {
			r.Host = value
		}
	}
	answer, err := http.DefaultClient.Do(r)
	require.NoError(t, err)
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	require.NoError(t, err)
	return answer.StatusCode, string(text)
}

var asJSON = map[string]string{"Content-Type": "application/json"}

func with(name, value string) map[string]string {
	return map[string]string{"Content-Type": "application/json", name: value}
}

func TestServerAnswersOnlyItsOwnPage(t *testing.T) {
	url := served(t, cakebox(t, brokenBox))
	require.True(t, strings.HasPrefix(url, "http://127.0.0.1:"), url)
	port := strings.TrimSuffix(strings.TrimPrefix(url, "http://127.0.0.1:"), "/")
	ask := `{"schedule":["0"]}`
	for _, c := range []struct {
		why, method, path, body string
		header                  map[string]string
		want                    int
	}{
		{"the page itself", "GET", "", "", nil, 200},
		{"one of its files", "GET", "view.js", "", nil, 200},
		{"under its other name", "GET", "", "", with("Host", "localhost:"+port), 200},
		{"a question from the page", "POST", "at", ask, with("Origin", "http://127.0.0.1:"+port), 200},
		{"another name for this address, as in DNS rebinding", "GET", "", "", with("Host", "evil.example:"+port), 403},
		{"the right name with the wrong port", "GET", "", "", with("Host", "127.0.0.1:1"), 403},
		{"a question from another page", "POST", "at", ask, with("Origin", "https://evil.example"), 403},
		{"a question from another page on this machine", "POST", "at", ask, with("Origin", "http://127.0.0.1:1"), 403},
		{"a question from a page without an origin", "POST", "at", ask, with("Origin", "null"), 403},
		{"another page embeds ours", "GET", "", "", with("Sec-Fetch-Site", "cross-site"), 403},
		{"a form can be sent from anywhere", "POST", "at", ask, map[string]string{"Content-Type": "text/plain"}, 415},
		{"a file that is embedded, but no part of the page", "GET", "play.html", "", nil, 404},
		{"a file of the checkout", "GET", "../../go.mod", "", nil, 404},
		{"a file of the checkout, disguised", "GET", "..%2f..%2fgo.mod", "", nil, 404},
		{"a folder", "GET", "assets/", "", nil, 404},
		{"no question", "POST", "at", "", asJSON, 400},
		{"a schedule that is none", "POST", "at", `{"schedule":["0x99999999"]}`, asJSON, 422},
		{"a schedule that cannot be followed", "POST", "at", `{"schedule":["7"]}`, asJSON, 422},
		{"an end that is none", "POST", "show", `{"schedule":[],"end":"soon"}`, asJSON, 422},
		{"it still answers after all that", "POST", "at", ask, asJSON, 200},
	} {
		got, text := fetch(t, c.method, url+c.path, c.body, c.header)
		assert.Equal(t, c.want, got, "%s: %s", c.why, text)
	}
}

func TestASecondGameTakesAnotherPort(t *testing.T) {
	cfg := cakebox(t, brokenBox)
	assert.NotEqual(t, served(t, cfg), served(t, cfg))
}

func TestServerEndsWithItsContext(t *testing.T) {
	cfg := cakebox(t, brokenBox)
	ctx, stop := context.WithCancel(context.Background())
	began := time.Now()
	err := Serve(ctx, cfg, opened(t, cfg), func(string) { stop(); began = time.Now() })
	assert.NoError(t, err)
	assert.Less(t, time.Since(began), 2*time.Second)
}

func TestTurnsOverTheWire(t *testing.T) {
	url := served(t, cakebox(t, brokenBox))
	status, text := fetch(t, "POST", url+"at", `{"schedule":["0","0","0","1"]}`, asJSON)
	require.Equal(t, 200, status, text)
	var turn Turn
	require.NoError(t, json.Unmarshal([]byte(text), &turn))
	assert.Equal(t, Undecided, turn.Result)
	assert.Len(t, turn.Steps, 4)
	assert.Equal(t, "reads b.cakes: nil", turn.Steps[3].Words)
	assert.Equal(t, "waits", turn.State.Tasks[0].Stance)
	assert.Equal(t, "waits for bakers to be done", turn.State.Tasks[0].Why)
	assert.Equal(t, "reads b.carry", turn.State.Tasks[1].Next)
}

// BenchmarkTurn is what the player waits for after a click, but for drawing.
func BenchmarkTurn(b *testing.B) {
	g := opened(b, cakebox(b, brokenBox))
	for b.Loop() {
		if _, err := g.At(b.Context(), []string{"0", "0", "0", "1", "2", "1", "1", "2", "2"}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkOutlook is how long it takes to say that nothing can go wrong any more.
func BenchmarkOutlook(b *testing.B) {
	g := opened(b, cakebox(b, brokenBox))
	for b.Loop() {
		if o, err := g.Outlook(b.Context(), []string{"0", "0", "0", "1", "1", "1", "1", "1"}); err != nil || o.Result != Lost {
			b.Fatal(o, err)
		}
	}
}

// TestAnEditIsPlayed changes the source while the page is open.
func TestAnEditIsPlayed(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644))
	}
	box := func(body string) string {
		return "package box\n\nimport \"testing\"\n\nfunc TestBox(t *testing.T) {\n\t" + body + "\n}\n"
	}
	write("go.mod", "module example.org/box\n\ngo 1.24\n")
	write("box_test.go", box(`t.Error("crumbs")`))
	url := served(t, Config{Build: build.Config{Dir: dir}, Title: "box",
		Choose: func(tests []string) ([]string, error) { return tests, nil }, Note: func(string, ...any) {}})
	_, text := fetch(t, "GET", url, "", nil)
	assert.Contains(t, text, "There is a schedule that does it")
	_, text = fetch(t, "POST", url+"restart", "{}", asJSON)
	assert.JSONEq(t, `{"changed":false}`, text)

	write("box_test.go", box(`t.Log("a whole cake")`))
	_, text = fetch(t, "POST", url+"restart", "{}", asJSON)
	assert.JSONEq(t, `{"changed":true}`, text)
	_, text = fetch(t, "GET", url, "", nil)
	assert.Contains(t, text, "No schedule wins: 1 schedule tried")

	write("box_test.go", box(`t.Log(`))
	status, text := fetch(t, "GET", url, "", nil)
	assert.Equal(t, 422, status)
	assert.Contains(t, text, "box_test.go:7")
	status, text = fetch(t, "POST", url+"at", `{"schedule":[]}`, asJSON)
	assert.Equal(t, 409, status, text)

	write("box_test.go", box(`t.Error("crumbs again")`))
	_, text = fetch(t, "GET", url, "", nil)
	assert.Contains(t, text, "There is a schedule that does it")
	status, text = fetch(t, "POST", url+"finish", `{"schedule":[]}`, asJSON)
	assert.Equal(t, 200, status)
	assert.Contains(t, text, "crumbs again")
}
