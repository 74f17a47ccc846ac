"use strict";
// The page of one execution: it is all here, and the reader moves through it.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  lab.tasks = data.tasks;
  const last = data.frames.length - 1, slider = document.getElementById("slider");
  let at = 0;

  // Frames share what stays the same from one to the next.
  const unpack = n => ({
    tasks: data.frames[n][0].map(i => data.stands[i]),
    things: data.frames[n][1].map(i => data.things[i]),
    step: n > 0 ? data.steps[n - 1] : null,
    lately: lab.lately(data.steps, n),
  });

  function go(n) {
    at = Math.min(Math.max(n, 0), last);
    const state = unpack(at);
    lab.show(state);
    slider.value = at;
    document.querySelectorAll(".lanes tbody tr").forEach((row, i) => {
      row.classList.toggle("now", i === at - 1);
      row.classList.toggle("ahead", i >= at);
      if (i === at - 1) row.setAttribute("aria-current", "step"); else row.removeAttribute("aria-current");
      row.querySelector("button").tabIndex = i === Math.max(at - 1, 0) ? 0 : -1; // one stop for the whole table
    });
    const row = document.getElementById("s" + at), box = document.querySelector(".lanes");
    if (row) lab.within(box, row); else box.scrollTop = 0;
    const own = row && row.querySelector("td.own");
    if (own && (own.offsetLeft < box.scrollLeft || own.offsetLeft + own.offsetWidth > box.scrollLeft + box.clientWidth))
      box.scrollLeft = own.offsetLeft - box.clientWidth / 3;
    tell(state.step, state.tasks.every(t => t.stance !== "ready") && state.tasks.some(t => t.stance === "waits"));
    try { history.replaceState(null, "", at ? "#step=" + at : "#"); } catch { /* a viewer that forbids it */ }
  }

  // stuck: nobody can make another step, and the latest is the fault only because of that.
  function tell(step, stuck) {
    const where = document.createTextNode(`Step ${at} of ${last}. `);
    slider.setAttribute("aria-valuetext", `step ${at} of ${last}`);
    if (!step) return lab.say([where, "Nothing has happened yet."]);
    const parts = [where, lab.who(step.task), ` ${step.words}${step.at ? ", " + step.at : ""}.`];
    if (step.fatal) parts.push(lab.make("strong", "word", stuck ? " Now nobody can go on: here it goes wrong." : " Here it goes wrong."));
    lab.say(parts);
  }

  const fatal = data.steps.findIndex(s => s.fatal) + 1;
  const moves = { first: () => 0, back: () => at - 1, next: () => at + 1, last: () => last, wrong: () => fatal || last };
  for (const [id, to] of Object.entries(moves)) {
    document.getElementById(id).addEventListener("click", () => go(to()));
  }
  slider.addEventListener("input", () => go(+slider.value));
  document.querySelectorAll(".lanes [data-step]").forEach(b => b.addEventListener("click", () => go(+b.dataset.step)));
  const keys = { ArrowRight: "next", PageDown: "next", ArrowLeft: "back", PageUp: "back", Home: "first", End: "last", x: "wrong" };
  document.addEventListener("keydown", event => {
    const move = moves[keys[event.key]];
    if (!move || lab.typing(event)) return;
    // These scroll the box that has the focus. PageUp and PageDown elsewhere are what a presenter's remote sends.
    if (event.target.closest(".code, .lanes") && !event.key.startsWith("Arrow")) return;
    event.preventDefault();
    go(move());
  });
  const copy = document.getElementById("copy");
  if (copy && navigator.clipboard) {
    copy.hidden = false;
    copy.addEventListener("click", () => navigator.clipboard.writeText(document.getElementById("replay").textContent).then(() => { copy.textContent = "copied"; }));
  }
  document.getElementById("more").open = innerWidth > 700 && innerHeight > 850;
  const wanted = /^#step=(\d+)$/.exec(location.hash);
  go(wanted ? +wanted[1] : 0);
})();
