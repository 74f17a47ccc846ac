"use strict";
// The page of the game. The schedule lives here: the first `at` of `moves` have
// been made, the rest can be made again. The server says where that leads.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  lab.tasks = data.tasks;
  const get = id => document.getElementById(id);
  let moves = [], at = 0, turn = null, asked = 0;
  let shown = null; // the schedule that the game has shown, and from which step
  let branches = []; // schedules that were left for another, the latest first
  let beside = null; // the one of them that is shown beside this one
  let lines = false; // whether the steps of the lines are shown

  async function post(path, body, signal) {
    const answer = await fetch(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body), signal });
    const reply = await answer.json();
    if (!answer.ok) throw new Error(reply.error || answer.statusText);
    return reply;
  }

  // go leads to the position after the first n of the given moves.
  async function go(list, n, note, path = "at") {
    const mine = ++asked;
    try {
      const reply = await post(path, { schedule: list.slice(0, n) });
      if (mine !== asked) return;
      at = reply.schedule.length;
      leave(moves, [...reply.schedule, ...list.slice(at)]);
      moves = [...reply.schedule, ...list.slice(at)];
      turn = reply;
      show(note);
      outlook(mine);
      parts(mine);
      compare(mine);
    } catch (e) {
      lab.say([lab.make("strong", "word", String(e.message || e))]);
    }
  }

  const common = (a, b) => { let n = 0; while (n < a.length && n < b.length && a[n] === b[n]) n++; return n; };

  // leave keeps a schedule that another takes the place of, unless that goes on with it.
  function leave(old, next) {
    branches = branches.filter(b => common(b, next) < b.length);
    if (common(old, next) < old.length) branches = [old, ...branches.filter(b => common(b, old) < b.length)].slice(0, 5);
    document.getElementById("branches").replaceChildren(...branches.map(b => {
      const item = lab.make("li"), back = lab.make("button", "", `back to the one with ${b.length} steps, which parts after step ${common(b, next)}`);
      const both = lab.make("button", "", "side by side");
      back.addEventListener("click", () => go(b, common(b, moves)));
      both.addEventListener("click", () => { beside = b; compare(asked); });
      item.append(back, both);
      return item;
    }));
    if (!branches.includes(beside)) beside = null;
  }

  // next shows this schedule beside the next of those that were left, and after the last none.
  function next() {
    if (!branches.length) return lab.say(["There is no other schedule yet: undo, choose otherwise, and the one that you left is kept."]);
    beside = branches[branches.indexOf(beside) + 1] || null;
    compare(asked);
  }

  // compare shows two schedules side by side, from where they part.
  async function compare(mine) {
    const box = get("compare");
    box.hidden = !beside;
    if (!beside) return;
    const c = await post("compare", { schedule: moves, other: beside });
    if (mine !== asked || !beside) return;
    box.querySelectorAll("thead th").forEach((h, n) => { if (n) h.textContent = `${["yours", "the other"][n - 1]} (${c.both[n - 1].all} steps)`; });
    const row = (head, cells) => { const r = lab.make("tr"); r.append(lab.make("td", "", head), ...cells); return r; };
    const longest = Math.max(...c.both.map(side => side.steps.length));
    const rows = [row(c.same ? `1–${c.same}` : "", c.both.map(() => lab.make("td", "", c.same ? "the same" : "")))];
    for (let n = 0; n < longest; n++) rows.push(row(String(c.same + n + 1), c.both.map(side => cell(side.steps[n]))));
    rows.push(row("", c.both.map(side => lab.make("td", "", side.verdict))));
    box.querySelector("tbody").replaceChildren(...rows);
  }

  function cell(step) {
    if (!step) return lab.make("td");
    const c = lab.make("td", "own " + lab.colour(step.task));
    c.append(lab.who(step.task), ` ${step.fatal ? "✗ " : ""}${step.words} `, lab.make("small", "", step.at));
    return c;
  }

  // parts shows of which steps the lines consist that can be gone on with.
  async function parts(mine) {
    get("line").setAttribute("aria-pressed", lines);
    document.querySelectorAll(".parts").forEach(p => p.replaceChildren());
    if (!lines) return;
    await Promise.all(turn.state.tasks.map(async (t, i) => {
      if (t.stance !== "ready") return;
      const steps = await post("statement", { schedule: moves.slice(0, at), task: lab.tasks[i].path });
      if (mine === asked) document.querySelector(`#task${i} .parts`).replaceChildren(...steps.map(s => lab.make("li", "", s.words)));
    }));
  }

  // own reports whether the player has chosen this schedule: some of its steps were
  // made by somebody although another could have moved, and they were not shown.
  function own() {
    return chosen > 0 && !(shown && common(shown.schedule, moves.slice(0, at)) === at && at > shown.from);
  }
  let chosen = 0; // choices among several goroutines

  function show(note) {
    lab.show({ ...turn.state, lately: lab.lately(turn.steps, turn.steps.length) });
    document.querySelectorAll(".go").forEach(b => {
      const i = +b.dataset.task, stance = turn.state.tasks[i].stance;
      b.hidden = stance === "ended" || stance === "not started";
      b.setAttribute("aria-disabled", stance !== "ready");
      b.title = turn.state.tasks[i].why || turn.state.tasks[i].next || "";
    });
    get("undo").setAttribute("aria-disabled", at === 0);
    get("redo").setAttribute("aria-disabled", at >= moves.length);
    get("result").hidden = !turn.others;
    lanes();
    verdict();
    const step = turn.state.step, parts = [`Step ${at}. `];
    if (step) parts.push(lab.who(step.task), ` ${step.words}${step.at ? ", " + step.at : ""}. `);
    if (at === data.start.length) parts.push("Who moves? ");
    if (note) parts.push(note);
    else if (at < moves.length) parts.push(lab.make("small", "", `${moves.length - at} more ahead: →`));
    lab.say(parts);
  }

  // said is the verdict, for a player who has found the failure or was shown it.
  function said() {
    if (turn.result !== "won" || own()) return turn.verdict;
    return turn.verdict.replace("You win.", "It fails, and the choice was not yours: restart, and win by yourself.");
  }

  function verdict() {
    const box = get("verdict"), won = turn.result === "won";
    box.className = "verdict" + (won ? own() ? " passes" : " fails" : turn.result === "passed" ? " passes" : "");
    const lines = (turn.says || []).map(s => lab.make("p", "", s));
    const next = won && own() && data.next ? [lab.make("p", "", "Now mend it: "), lab.make("code", "", data.next)] : [];
    box.replaceChildren(...(turn.verdict ? [lab.make("strong", "", said())] : []), ...lines, ...next);
  }

  // lanes has a column for each goroutine that has made a step, or could.
  function lanes() {
    const acts = i => turn.steps.some(s => s.task === i) || ["ready", "waits"].includes(turn.state.tasks[i].stance);
    const columns = lab.tasks.map((_, i) => i).filter(i => lab.tasks.length <= lab.few || acts(i));
    document.querySelectorAll(".lanes:not(#compare) thead th").forEach((h, n) => { h.hidden = n > 0 && !columns.includes(n - 1); });
    const body = document.querySelector(".lanes tbody");
    body.replaceChildren(...turn.steps.map((s, n) => {
      const row = lab.make("tr", (s.fatal ? "fatal" : "") + (n === turn.steps.length - 1 ? " now" : ""));
      row.append(lab.make("td", "", String(n + 1)));
      columns.forEach(i => {
        const cell = lab.make("td", i === s.task ? "own " + lab.colour(i) : "", i === s.task ? (s.fatal ? "✗ " : "") + s.words + " " : "");
        if (i === s.task) cell.append(lab.make("small", "", s.at));
        row.append(cell);
      });
      return row;
    }));
    if (body.lastElementChild) lab.within(document.querySelector(".lanes"), body.lastElementChild);
  }

  // outlook says whether the test can still fail; it may take a moment.
  async function outlook(mine) {
    const box = get("outlook");
    if (turn.result !== "open") {
      box.textContent = said(); // again, for those who have scrolled
      box.className = turn.result;
      return;
    }
    try {
      const reply = await post("outlook", { schedule: moves.slice(0, at) });
      if (mine !== asked) return;
      box.textContent = reply.text;
      box.className = "aside " + reply.result;
    } catch (e) {
      box.textContent = String(e.message || e);
    }
  }

  function step(i) {
    const task = turn && turn.state.tasks[i];
    if (!task) return;
    if (turn.result !== "open") return lab.say([turn.result === "won" ? "It has failed: undo or restart to go on." : "The test is over: undo or restart."]);
    if (task.stance !== "ready") return lab.say([lab.who(i), ` cannot move: ${task.why || task.stance}.`]);
    const path = lab.tasks[i].path;
    if (turn.state.tasks.filter(t => t.stance === "ready").length > 1) chosen++;
    if (at < moves.length && moves[at].split(":")[0] === path) return go(moves, at + 1);
    go([...moves.slice(0, at), path], at + 1);
  }

  // again moves whoever moved last, or the only one that can.
  function again() {
    const ready = turn.state.tasks.map((t, i) => t.stance === "ready" ? i : -1).filter(i => i >= 0);
    const last = turn.state.step ? turn.state.step.task : -1;
    if (ready.includes(last)) return step(last);
    if (ready.length === 1) return step(ready[0]);
    lab.say(["Who? More than one can move."]);
  }

  // other gives the latest step the next of its possible results.
  function other() {
    if (!turn.others) return;
    const i = turn.others.indexOf(moves[at - 1]);
    go([...moves.slice(0, at - 1), turn.others[(i + 1) % turn.others.length]], at);
  }

  async function find(end) {
    lab.say(["Looking …"]);
    try {
      const way = await post("show", { schedule: moves.slice(0, at), end });
      if (way.schedule && way.schedule.length) shown = way;
      if (way.schedule && way.schedule.length) return go(way.schedule, way.from, `${way.text} (${way.schedule.length - way.from} steps: →)`);
      lab.say([way.text]);
    } catch (e) {
      lab.say([lab.make("strong", "word", String(e.message || e))]);
    }
  }

  async function restart() {
    try {
      const reply = await post("restart", {});
      if (reply.changed) return location.reload();
      chosen = 0;
      shown = null;
      go(data.start, data.start.length);
    } catch {
      location.reload(); // the page says what is wrong
    }
  }

  // finish goes to the end of what is shown, or else lets everybody go on.
  function finish() {
    if (at < moves.length || turn.result === "open") go(moves, moves.length, "", "finish");
  }

  const commands = {
    undo: () => at > 0 && go(moves, at - 1), redo: () => at < moves.length && go(moves, at + 1), restart,
    finish, line: () => { lines = !lines; parts(asked); }, failure: () => find("failed"), pass: () => find("passed"), result: other,
  };
  for (const [id, run] of Object.entries(commands)) get(id).addEventListener("click", run);
  document.querySelectorAll(".go").forEach(b => b.addEventListener("click", () => step(+b.dataset.task)));
  const keys = { u: "undo", ArrowLeft: "undo", Backspace: "undo", ArrowRight: "redo", e: "finish", r: "restart", f: "failure", p: "pass", o: "result", l: "line" };
  document.addEventListener("keydown", event => {
    if (lab.typing(event) || !turn) return;
    const task = lab.tasks.findIndex(t => t.key === event.key);
    const onButton = event.target.tagName === "BUTTON" || event.target.tagName === "SUMMARY";
    if (task >= 0) step(task);
    else if (keys[event.key]) commands[keys[event.key]]();
    else if (event.key === "b") next();
    else if (event.key === "x" && beside) go(beside, common(beside, moves));
    else if (event.key === " " && !onButton) again();
    else return;
    event.preventDefault();
  });
  go(data.start, data.start.length);
})();
