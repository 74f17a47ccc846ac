//go:build unix

package play

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// poor lists the texts of a page whose contrast is below what WCAG 2.2 asks for at
// level AA (1.4.3): 4.5 to 1, or 3 to 1 for large letters. It works out what is
// behind each text; nothing on the pages is translucent but what opacity makes so.
const poor = `(() => {
	const rgb = text => (text.match(/[\d.]+/g) || [0, 0, 0, 0]).map(Number);
	const light = ([r, g, b]) => [r, g, b].map(v => v / 255).map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4).reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
	const ground = e => {
		for (; e; e = e.parentElement) {
			const c = rgb(getComputedStyle(e).backgroundColor);
			if (c.length < 4 || c[3] > 0) return c;
		}
		return [255, 255, 255];
	};
	const fades = e => { let o = 1; for (; e; e = e.parentElement) o *= getComputedStyle(e).opacity; return o; };
	const found = [];
	const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	while (walk.nextNode()) {
		const e = walk.currentNode.parentElement, style = getComputedStyle(e), text = walk.currentNode.data.trim();
		if (!text || !e.getClientRects().length || style.visibility === "hidden" || e.closest(".sr, script, noscript")) continue;
		const back = ground(e), part = fades(e), front = rgb(style.color).slice(0, 3).map((v, i) => v * part + back[i] * (1 - part));
		const [a, b] = [light(front), light(back)].sort((x, y) => y - x), ratio = (a + .05) / (b + .05);
		const size = parseFloat(style.fontSize), large = size >= 24 || size >= 18.66 && style.fontWeight >= 700;
		if (ratio < (large ? 3 : 4.5)) found.push(ratio.toFixed(2) + " " + e.tagName + "." + e.className + ": " + text.slice(0, 40));
	}
	return found.join("\n");
})()`

// stops lists what the Tab key comes to, in order.
const stops = `[...document.querySelectorAll("a[href], button, input, summary, [tabindex]")]
	.filter(e => e.tabIndex >= 0 && e.getClientRects().length && !e.hidden)
	.map(e => e.id || e.className || e.tagName).join(" ")`

func TestEverybodyCanReadAndReachThePages(t *testing.T) {
	b := openTab(t)
	url, page := served(t, cakebox(t, brokenBox)), exported(t)
	for _, scheme := range []string{"light", "dark"} {
		b.size(1280, 720, scheme)
		b.visit(url)
		b.at("1")
		b.key("f")
		b.waitFor(`document.getElementById("said").textContent.includes("A failure, from here")`)
		b.key("e")
		b.waitFor(`document.getElementById("verdict").textContent !== ""`)
		assert.Contains(t, b.text("#verdict"), "the choice was not yours", "what was shown is no win")
		assert.NotContains(t, b.eval("document.body.innerText"), "You win", "anywhere")
		assert.Empty(t, b.eval(poor), "the game, %s", scheme)
		assert.Regexp(t, `^skip go t1|^skip `, b.eval(stops))

		b.visit(page)
		for _, at := range []string{"first", "wrong"} {
			b.click("#" + at)
			assert.Empty(t, b.eval(poor), "the steps, %s, at %s", scheme, at)
		}
		assert.Regexp(t, `^skip (\S+ )?(\S+ )?first back slider next last wrong `, b.eval(stops), "the moves come before the source and the table")
	}
	b.eval(`document.querySelector(".cause").style.opacity = .4`)
	assert.Contains(t, b.eval(poor), "P.cause", "what is too pale is found")

	// At 400 %, a screen of 1280 by 720 is one of 320 by 180.
	b.size(320, 180, "light")
	b.visit(page)
	assert.Equal(t, "static", b.eval(`getComputedStyle(document.querySelector(".bar")).position`), "the bar does not take the screen")
	b.clean()
}
