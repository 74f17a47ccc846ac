"use strict";
// lab shows one state of an execution: what both pages share.
const lab = {
  tasks: [],
  few: 6, // of more goroutines, only those are shown that have begun and not ended

  colour(i) { return "t" + i % 8; },

  make(tag, cls, text) {
    const e = document.createElement(tag);
    if (cls) e.className = cls;
    if (text) e.textContent = text;
    return e;
  },

  line(spot) { return document.getElementById("f" + spot.file + "-" + spot.line); },

  show(state) {
    document.querySelectorAll(".marks").forEach(m => m.remove());
    document.querySelectorAll(".code li.now").forEach(l => l.className = "");
    state.tasks.forEach((t, i) => this.mark(t, i));
    const step = state.step;
    if (step) {
      const line = this.line(step);
      if (line) line.className = "now " + this.colour(step.task);
    }
    state.tasks.forEach((t, i) => this.task(t, i, step && step.task === i));
    this.things(state.things);
    this.reveal(state);
    this.fold(state);
  },

  // fold shows all lines at which goroutines wait for ever; it leaves out what is
  // between them if they would not be seen together.
  fold(state) {
    document.querySelectorAll(".code li.far").forEach(l => l.classList.remove("far"));
    const lines = state.tasks.filter(t => t.stance === "waits" && t.file >= 0).map(t => this.line(t)).filter(Boolean);
    if (state.tasks.some(t => t.stance === "ready")) return;
    for (const box of document.querySelectorAll(".code")) {
      const own = lines.filter(l => l.parentElement === box), all = [...box.children];
      const places = own.map(l => all.indexOf(l));
      if (new Set(places).size < 2) continue;
      const top = Math.min(...own.map(l => l.offsetTop)), end = Math.max(...own.map(l => l.offsetTop + l.offsetHeight));
      const around = box.clientHeight < 240 ? 1 : 2; // lines
      if (end - top > box.clientHeight) all.forEach((l, i) => l.classList.toggle("far", !places.some(p => Math.abs(p - i) <= around)));
      else box.scrollTop = Math.max(0, (top + end - box.clientHeight) / 2);
    }
  },

  // mark puts a goroutine's name at the line of its next step.
  mark(t, i) {
    const line = t.stance === "ready" || t.stance === "waits" ? this.line(t) : null;
    if (!line) return;
    let marks = line.querySelector(".marks");
    if (!marks) {
      marks = this.make("span", "marks");
      line.append(marks);
    }
    const m = this.make("span", "mark " + t.stance + " " + this.colour(i), (t.stance === "waits" ? "○ " : "● ") + this.tasks[i].name);
    m.append(this.make("small", "", t.stance === "waits" ? " waits" : t.next ? " next " + t.next : ""));
    marks.append(m);
  },

  task(t, i, moved) {
    const card = document.getElementById("task" + i);
    if (!card) return;
    card.classList.toggle("moved", !!moved);
    card.classList.toggle("ended", t.stance === "ended");
    card.classList.toggle("unborn", t.stance === "not started");
    card.hidden = this.tasks.length > this.few && !moved && (t.stance === "ended" || t.stance === "not started");
    card.querySelector(".stance").textContent = t.stance;
    card.querySelector(".does").textContent = t.why || (t.next ? "next: " + t.next : "") || "\u00a0";
  },

  things(all) {
    const body = document.querySelector(".things tbody");
    body.replaceChildren(...all.map(t => {
      const row = this.make("tr", t.fresh ? "fresh" : "");
      const name = this.make("th");
      name.scope = "row";
      name.append(this.make("code", "", t.name));
      row.append(name, this.make("td", "", t.kind), this.make("td", "", t.state));
      return row;
    }));
    document.getElementById("nothing").hidden = all.length > 0;
  },

  // lately is where the first n steps were last in each file, or else where the others begin there.
  lately(steps, n) {
    const spots = new Map();
    steps.forEach((s, i) => { if (i < n || !spots.has(s.file)) spots.set(s.file, s); });
    return [...spots.values()];
  },

  // reveal scrolls the source, and not the page, to where things happen.
  reveal(state) {
    const step = state.step;
    const spots = [...state.lately, ...state.tasks.filter(t => t.stance === "waits"), ...state.tasks.filter(t => t.stance === "ready")];
    if (step) spots.push(state.tasks[step.task], step);
    for (const spot of spots) {
      const line = spot.file >= 0 && this.line(spot);
      if (!line) continue;
      this.within(line.parentElement, line);
    }
  },

  within(box, e) {
    const above = e.offsetTop - box.clientHeight / 4, below = e.offsetTop + e.offsetHeight - box.clientHeight * 3 / 4;
    if (box.scrollTop > above || box.scrollTop < below) box.scrollTop = Math.max(0, e.offsetTop - box.clientHeight / 2);
  },

  // say tells the step to everybody, also to those who do not see the page.
  say(parts) {
    const said = document.getElementById("said");
    said.replaceChildren(...parts);
  },

  who(i) { return this.make("b", this.colour(i), this.tasks[i].name); },

  // typing reports whether a key press belongs to something that takes text.
  typing(event) {
    return event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) && event.target.type !== "range";
  },
};
