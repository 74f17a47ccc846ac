//go:build unix

package play

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
)

// at waits until the page shows step n.
func (b *tab) at(n string) {
	b.t.Helper()
	b.waitFor(`document.getElementById("said").textContent.startsWith("Step ` + n + `.")`)
}

func TestPlayByClicking(t *testing.T) {
	b := openTab(t)
	b.size(1400, 900, "light")
	b.visit(served(t, cakebox(t, brokenBox)))
	b.at("1") // the test has to begin
	assert.Contains(t, b.text("#goal"), "make two cakes meet in one box")
	b.shot("play-start")

	for i, task := range []int{0, 0, 1, 2, 1, 1, 2, 2} {
		b.click(fmt.Sprintf(`.go[data-task="%d"]`, task))
		b.at(fmt.Sprint(i + 2))
	}
	assert.Contains(t, b.text(".things"), "b.cakes")
	assert.Contains(t, b.text("#task0"), "waits for bakers")
	b.shot("play-middle")

	b.click("#undo")
	b.at("8")
	b.click("#redo")
	b.at("9")
	b.click("#finish")
	b.waitFor(`document.getElementById("verdict").textContent.startsWith("You win.")`)
	assert.Contains(t, b.text("#verdict"), "Put said true to Anna: true, and to Bert: true.")
	b.shot("play-won")

	b.click("#restart")
	b.at("1") // the test has to begin
	assert.Empty(t, b.text("#verdict"))
	b.clean()
}

// TestAStepIsQuick measures, in the page, how long the answer to a step takes.
func TestAStepIsQuick(t *testing.T) {
	b := openTab(t)
	b.visit(served(t, cakebox(t, brokenBox)))
	b.at("1") // the test has to begin
	best := 1e9
	for range 5 { // others may be busy on this machine
		var median float64
		_, err := fmt.Sscan(b.eval(`(async () => {
			const took = [];
			for (let i = 0; i < 41; i++) {
				const began = performance.now();
				const answer = await fetch("at", {method: "POST", headers: {"Content-Type": "application/json"}, body: '{"schedule":["0","0","0","1","2","1"]}'});
				lab.show({...(await answer.json()).state, lately: []});
				took.push(performance.now() - began);
			}
			return took.sort((a, b) => a - b)[20];
		})()`), &median)
		assert.NoError(t, err)
		best = min(best, median)
	}
	t.Logf("from the click to the answer on the page: %.1f ms (median)", best)
	assert.Less(t, best, 50.0, "milliseconds")
}

func TestPlayByKeys(t *testing.T) {
	b := openTab(t)
	b.size(390, 844, "dark")
	b.visit(served(t, cakebox(t, brokenBox)))
	b.at("1") // the test has to begin
	b.key("f")
	b.waitFor(`document.getElementById("said").textContent.includes("A failure, from here")`)
	for _, n := range []string{"2", "3"} {
		b.key("ArrowRight")
		b.at(n)
	}
	b.key("1")
	b.at("4")
	b.key(" ")
	b.at("5")
	b.key("u")
	b.at("4")
	b.shot("play-phone-dark")
	b.key("0")
	b.waitFor(`document.getElementById("said").textContent.includes("test cannot move: waits for bakers")`)
	b.key("e")
	b.waitFor(`document.getElementById("verdict").textContent !== ""`)
	b.key("r")
	b.at("1") // the test has to begin
	for _, n := range []string{"2", "3"} {
		b.key("0")
		b.at(n)
	}
	for n := 4; n <= 8; n++ { // the first baker packs his cake before the second comes
		b.key("1")
		b.at(string(rune('0' + n)))
	}
	b.waitFor(`document.getElementById("outlook").textContent.startsWith("From here it can no longer fail")`)
	b.shot("play-lost-phone-dark")
	b.key("p")
	b.waitFor(`document.getElementById("said").textContent.includes("A pass, from here")`)
	b.clean()
}

func TestAFixThatHoldsCannotBeBeaten(t *testing.T) {
	b := openTab(t)
	b.size(1400, 900, "dark")
	b.visit(served(t, cakebox(t, mendedBox)))
	b.at("1") // the test has to begin
	assert.Regexp(t, `^No schedule wins: \d+ schedules tried, there are no others`, b.text("#known"))
	b.click("#failure")
	b.waitFor(`document.getElementById("said").textContent.includes("There is no failure at all")`)
	b.shot("play-mended-dark")
	b.clean()
}

// What was left can be shown beside what was chosen instead, and a line be taken
// apart, at every size.
func TestPlaySideBySide(t *testing.T) {
	b := openTab(t)
	b.size(1280, 720, "light")
	b.visit(served(t, cakebox(t, brokenBox)))
	b.at("1") // the test has to begin
	for i, key := range []string{"0", "0", "1", "1"} {
		b.key(key)
		b.at(fmt.Sprint(i + 2))
	}
	b.key("l")
	b.waitFor(`document.querySelectorAll("#task1 .parts li").length === 2`)
	assert.Equal(t, "reads b.cakes: nil", b.text("#task1 .parts li"))
	b.key("u")
	b.at("4")
	b.key("2")
	b.at("5")
	b.key("b")
	b.waitFor(`document.querySelectorAll("#compare tbody tr").length === 3`)
	b.key("e")
	b.waitFor(`document.getElementById("verdict").textContent.startsWith("You win.")`)
	b.waitFor(`document.querySelector("#compare tbody tr:last-child").textContent.startsWith("It fails: ")`)
	assert.Contains(t, b.eval(`document.getElementById("compare").innerText`), "the other (5 steps)", "seen, and not only there")
	for _, c := range []struct {
		name          string
		width, height int
		scheme        string
	}{
		{"wide", 1280, 720, "light"}, {"wide-dark", 1280, 720, "dark"}, {"phone", 390, 844, "light"},
		{"phone-dark", 390, 844, "dark"}, {"magnified", 320, 180, "light"},
	} {
		b.size(c.width, c.height, c.scheme)
		assert.Empty(t, b.eval(poor), c.name)
		b.shot("beside-top-" + c.name)
		b.eval(`document.getElementById("compare").scrollIntoView()`)
		b.shot("beside-" + c.name)
		b.eval(`window.scrollTo(0, 0)`)
		b.clean()
	}
	b.key("x")
	b.at("4")
	b.key("b")
	b.key("b")
	b.waitFor(`document.getElementById("compare").hidden`)
}
