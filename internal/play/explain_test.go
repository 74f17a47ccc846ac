//go:build unix

package play

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racelab/internal/page"
	"racelab/internal/trace"
)

// exported is a page of the first lab's failure on disk, as a course would
// hand it out. The test is here because this package has what drives a browser.
func exported(t *testing.T) string {
	t.Helper()
	return exportedOf(t, cakebox(t, brokenBox))
}

func exportedOf(t *testing.T, cfg Config) string {
	t.Helper()
	g := opened(t, cfg)
	at, err := g.steps.position(t.Context(), trace.Ask{Schedule: g.report.Failure.Replay, Steps: -1, Every: true})
	require.NoError(t, err)
	file := filepath.Join(t.TempDir(), "cakebox.html")
	f, err := os.Create(file)
	require.NoError(t, err)
	defer f.Close()
	require.NoError(t, page.Export(f, g.View, at, "go tool lab explore cakebox -replay '0x3,2x3,1'"))
	return "file://" + filepath.ToSlash(file)
}

func TestExplainedPage(t *testing.T) {
	b := openTab(t)
	b.size(1400, 900, "light")
	url := exported(t)
	b.visit(url)
	said := func(n string) {
		t.Helper()
		b.waitFor(`document.getElementById("said").textContent.startsWith("Step ` + n + ` of ")`)
	}
	said("0")
	assert.Equal(t, "polite", b.eval(`document.getElementById("said").getAttribute("aria-live")`))
	assert.Contains(t, b.text("#replay"), "go tool lab explore cakebox")

	b.key("ArrowRight")
	said("1")
	b.key("End")
	b.waitFor(`document.getElementById("slider").value === document.getElementById("slider").max`)
	b.key("ArrowLeft")
	b.key("Home")
	said("0")
	for range 13 {
		b.click("#next")
	}
	said("13")
	assert.Equal(t, "1", b.eval(`document.querySelectorAll(".code li.now").length`))
	assert.Equal(t, "3", b.eval(`document.querySelectorAll(".mark").length + document.querySelectorAll(".task.ended").length`), "every goroutine is somewhere")
	assert.Equal(t, "13", b.eval(`document.querySelector("[aria-current=step] button").textContent`))
	b.shot("explain-light")

	b.click("#wrong")
	b.waitFor(`document.getElementById("said").textContent.includes("Here it goes wrong.")`)
	b.click(`[data-step="4"]`)
	said("4")
	b.clean()

	b.size(390, 844, "dark")
	b.call("Page.navigate", map[string]any{"url": "about:blank"}, nil)
	b.visit(url + "#step=11")
	said("11")
	b.shot("explain-phone-dark")
	b.clean()
}

// TestTheSourceIsWhereItMatters looks at which lines can be seen without scrolling.
func TestTheSourceIsWhereItMatters(t *testing.T) {
	b := openTab(t)
	b.size(1280, 720, "light")
	seen := func(line int) string {
		return b.eval(fmt.Sprintf(`(() => {
			const box = document.querySelector(".code").getBoundingClientRect(), line = document.getElementById("f0-%d").getBoundingClientRect();
			return line.height > 0 && line.top >= box.top && line.bottom <= box.bottom;
		})()`, line))
	}
	b.visit(exported(t))
	assert.Equal(t, "true", seen(26), "before the first step, where it will be")
	b.key("x")
	assert.Equal(t, "true", seen(45), "the step is in the other file, and the last one of this file stays")

	b.visit(exportedOf(t, gameOf(t, "twotools", "solutions/twotools/testdata/broken/twotools.go", "TestEveryPairOfRecipesOnEverySchedule")))
	b.key("x")
	assert.Equal(t, "true", seen(24), "both wait for ever")
	assert.Equal(t, "true", seen(34), "both wait for ever")
	b.waitFor(`document.getElementById("said").textContent.includes("Now nobody can go on")`)
	b.shot("explain-deadlock")
}

// TestEverythingHasAName looks at both pages as a screen reader does.
func TestEverythingHasAName(t *testing.T) {
	b := openTab(t)
	for _, url := range []string{exported(t), served(t, cakebox(t, brokenBox))} {
		b.visit(url)
		b.waitFor(`document.getElementById("said").textContent !== ""`)
		var tree struct {
			Nodes []struct {
				Ignored bool
				Role    struct{ Value string }
				Name    struct{ Value string }
			}
		}
		b.call("Accessibility.getFullAXTree", nil, &tree)
		roles := map[string]int{}
		for _, n := range tree.Nodes {
			if n.Ignored {
				continue
			}
			roles[n.Role.Value]++
			switch n.Role.Value {
			case "button", "slider", "region", "navigation", "link":
				assert.NotEmpty(t, n.Name.Value, "a %s without a name on %s", n.Role.Value, url)
			}
		}
		for _, role := range []string{"main", "banner", "navigation", "heading", "status", "table", "list", "button"} {
			assert.Positive(t, roles[role], "no %s on %s", role, url)
		}
	}
}
