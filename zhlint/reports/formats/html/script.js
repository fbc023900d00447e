
"use strict";
(() => {
  const { zhlint, notes } = JSON.parse(document.getElementById("data").textContent);
  const known = new Map(notes.map((note) => [note.number, note]));
  const cards = [...document.querySelectorAll("article.note")];
  const numberOf = (card) => Number(card.dataset.number);
  const marks = new Map(notes.map((note) => [note.number, []]));
  for (const mark of document.querySelectorAll("main .mark[data-notes], main .text a.number")) {
    for (const number of mark.dataset.notes.split(" ")) marks.get(Number(number)).push(mark);
  }
  const marksOf = (number) => marks.get(number);
  let current = null;

  /* A page opened from a disk may be refused the store; it then forgets on closing, and says nothing. */
  const store = {
    get(id) {
      try { return JSON.parse(localStorage.getItem(`zhlint:${id}`)) || {}; } catch { return {}; }
    },
    set(id, value) {
      try {
        if (value.decision) localStorage.setItem(`zhlint:${id}`, JSON.stringify(value));
        else localStorage.removeItem(`zhlint:${id}`);
      } catch { /* see above */ }
    },
  };
  const decided = new Map(notes.map((note) => [note.number, store.get(note.id)]));

  function show(card) {
    const { decision = "", reason = "" } = decided.get(numberOf(card));
    for (const radio of card.querySelectorAll("input[type=radio]")) radio.checked = radio.value === decision;
    const field = card.querySelector(".reason");
    field.hidden = decision !== "不改" && decision !== "误报";
    if (document.activeElement !== field) field.value = reason;
    if (decision) card.dataset.decision = decision;
    else delete card.dataset.decision;
    for (const mark of marksOf(numberOf(card))) {
      mark.classList.toggle("decided", mark.dataset.notes.split(" ").every((number) => decided.get(Number(number)).decision));
    }
  }

  function keep(card, value) {
    const note = known.get(numberOf(card));
    decided.set(note.number, value);
    store.set(note.id, value);
    show(card);
  }

  function decide(card, change) {
    keep(card, { ...decided.get(numberOf(card)), ...change });
    refresh();
  }

  const isOpen = (card) => !decided.get(numberOf(card)).decision;
  const openOf = (draft) => [...draft.querySelectorAll("article.note")].filter(isOpen);
  const alike = (card) => cards.filter((other) => other !== card && other.dataset.code === card.dataset.code && isOpen(other));
  let together = [];

  /* Findings decided at once can be opened again at once; those decided before stay as they are. */
  function decideAll(chosen, value) {
    together = chosen;
    for (const card of chosen) keep(card, value);
    refresh();
    document.querySelector(".progress").textContent += `，刚把 ${chosen.length} 条定为“${value.decision}”`;
    document.querySelector(".undo").hidden = false;
  }

  function undo() {
    for (const card of together) keep(card, {});
    refresh();
  }

  function refresh() {
    const done = [...decided.values()].filter((value) => value.decision).length;
    document.querySelector(".progress").textContent = `已处理 ${done}/${notes.length}`;
    document.querySelector(".undo").hidden = true;
    const left = new Map();
    for (const { dataset } of cards.filter(isOpen)) left.set(dataset.code, (left.get(dataset.code) || 0) + 1);
    for (const card of cards) {
      const button = card.querySelector(".alike"), others = isOpen(card) ? 0 : left.get(card.dataset.code) || 0;
      button.hidden = !others;
      button.textContent = `同一规则还有 ${others} 条，都这样定`;
    }
    for (const line of document.querySelectorAll(".together")) {
      const open = openOf(line.closest(".draft")).length;
      line.hidden = open < 2;
      line.querySelector("span").textContent = `这篇还有 ${open} 条未处理，全部定为`;
    }
    place();
  }

  const ticked = (name) => new Set([...document.querySelectorAll(`.tools input[name=${name}]:checked`)].map((box) => box.value));

  function filter() {
    const levels = ticked("level"), families = ticked("family"), open = ticked("open").size > 0;
    const shown = new Set();
    for (const card of cards) {
      const { level, family, decision } = card.dataset;
      const on = levels.has(level) && families.has(family) && !(open && decision);
      card.classList.toggle("off", !on);
      if (on) shown.add(card.dataset.number);
    }
    for (const mark of document.querySelectorAll("main [data-notes]")) {
      mark.classList.toggle("off", !mark.dataset.notes.split(" ").some((number) => shown.has(number)));
    }
    for (const story of document.querySelectorAll(".story")) story.classList.toggle("off", !story.querySelector("article.note:not(.off)"));
    place();
  }

  /* The notes of a paragraph stand beside it, and below those before them where there is no room; the text never waits for them. */
  function place() {
    const wide = matchMedia("screen and (min-width: 60.01rem)").matches;
    document.body.classList.toggle("flowing", wide);
    for (const draft of wide ? document.querySelectorAll(".draft") : []) {
      const rows = [...draft.querySelectorAll(".row")].filter((row) => row.offsetParent);
      for (const row of rows) row.style.marginTop = "";
      const asides = rows.map((row) => row.querySelector("aside"));
      const tops = rows.map((row) => row.offsetTop), heights = asides.map((aside) => aside.offsetHeight);
      let free = 0, moved = 0;
      rows.forEach((row, number) => {
        const top = tops[number] + moved, room = Math.max(0, free - top);
        if (row.classList.contains("story")) {
          if (room) row.style.marginTop = `${room + 6}px`;
          moved += room ? room : 0;
        } else if (heights[number]) {
          asides[number].style.top = `${top + room}px`;
          free = top + room + heights[number];
        }
      });
      draft.style.minHeight = `${free}px`;
    }
  }

  function go(card) {
    if (!card) return;
    for (const lit of document.querySelectorAll(".lit")) lit.classList.remove("lit");
    current = card;
    card.querySelector("details").open = true;
    const own = marksOf(numberOf(card));
    for (const mark of own) if (mark.classList.contains("mark")) mark.classList.add("lit");
    card.focus({ preventScroll: true });
    (own[0] || card).scrollIntoView({ block: "center" });
    const box = card.getBoundingClientRect();
    if (box.top < 0 || box.bottom > innerHeight) card.scrollIntoView({ block: "center" });
  }

  function step(by) {
    const shown = cards.filter((card) => !card.classList.contains("off")).sort((a, b) => numberOf(a) - numberOf(b));
    const at = shown.indexOf(current);
    go(shown[at < 0 ? (by > 0 ? 0 : shown.length - 1) : Math.min(Math.max(at + by, 0), shown.length - 1)]);
  }

  function download() {
    const entries = notes.filter((note) => decided.get(note.number).decision).map((note) => ({
      path: note.path, code: note.code, snippet: note.snippet, sentence: note.sentence,
      decision: decided.get(note.number).decision, reason: decided.get(note.number).reason || "",
    }));
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([JSON.stringify({ zhlint, entries }, null, 1) + "\n"], { type: "application/json" }));
    link.download = "处理单.json";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    const bare = entries.filter((entry) => entry.decision === "不改" && !entry.reason).length;
    document.querySelector(".progress").textContent = `已导出 ${entries.length} 条${bare ? `，其中 ${bare} 条“不改”没有写原因` : ""}`;
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input[type=text]")) return;
    /* The code, not the character: a Chinese input method keeps the character to itself. */
    const choice = { Digit1: "改", Digit2: "不改", Digit3: "误报" }[event.code];
    if (event.code === "KeyJ") step(1);
    else if (event.code === "KeyK") step(-1);
    else if (choice && current) decide(current, { decision: decided.get(numberOf(current)).decision === choice ? "" : choice });
    else return;
    event.preventDefault();
  });
  document.addEventListener("click", (event) => {
    const mark = event.target.closest("main .mark[data-notes], a[data-notes]");
    if (mark) {
      const nearest = mark.dataset.notes.split(" ").map((number) => document.getElementById(`f${number}`)).filter((card) => card && !card.classList.contains("off"));
      if (nearest.length) { event.preventDefault(); go(nearest[nearest.length - 1]); }
    }
    const back = event.target.closest("article.note summary a.number");
    if (back) { event.preventDefault(); go(back.closest("article.note")); }
  });
  for (const card of cards) {
    card.querySelector(".decide").addEventListener("submit", (event) => event.preventDefault());
    card.addEventListener("change", (event) => {
      if (event.target.type === "radio") decide(card, { decision: event.target.value });
    });
    card.querySelector(".alike").addEventListener("click", () => decideAll(alike(card), { ...decided.get(numberOf(card)) }));
    card.querySelector(".reason").addEventListener("input", (event) => decide(card, { reason: event.target.value.trim() }));
    card.addEventListener("focusin", () => { current = card; });
    show(card);
  }
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll("article.note details:not([open])")];
    for (const details of folded) details.open = true;
  });
  let waiting = 0;
  const placeSoon = () => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(place);
  };
  document.addEventListener("toggle", placeSoon, true);
  addEventListener("resize", placeSoon);
  addEventListener("afterprint", () => { for (const details of folded) details.open = false; });
  document.querySelector(".tools").addEventListener("change", filter);
  document.querySelector(".export").addEventListener("click", download);
  document.querySelector(".undo").addEventListener("click", undo);
  for (const button of document.querySelectorAll(".together button")) {
    button.addEventListener("click", () => decideAll(openOf(button.closest(".draft")), { decision: button.value }));
  }
  document.querySelector(".tools").hidden = notes.length === 0;
  document.body.classList.add("scripted");
  refresh();
})();
