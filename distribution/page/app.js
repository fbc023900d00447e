/* The page: open drafts, the notes beside the draft that is shown, decisions, and what is taken away. */
import { Editor } from "./editor.js";
import { Engine } from "./engine.js";

const LEVELS = { error: "差错", warning: "存疑", hint: "提示" };
const HOUSE = { "zhlint.toml": "配置", "names.txt": "人名和专名，一行一个", "terms.csv": "用语表（错,对,说明）", "people.csv": "人名职务表", ".zhlint-baseline.json": "看过不改的" };
const PAUSE = 120;
const byId = (id) => document.getElementById(id);
const status = byId("status");

const say = (text, wrong = false) => { status.textContent = text; status.classList.toggle("wrong", wrong); };
const element = (name, attributes = {}, ...children) => {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (value !== false && value !== undefined) node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...children);
  return node;
};

const drafts = new Map();
let current = null, chosen = null, last = null, ready = false, counter = 0;
const steps = [];

const engine = new Engine(say, takeDraft);
const editor = new Editor(byId("paper"), { changed: () => { last = null; if (current) { current.edition += 1; later(); } }, chosen: (id) => choose(id, true), stepped: (by) => step(by) });

/* ---- drafts ---- */

function freshName(name) {
  let own = name, number = 2;
  while (drafts.has(own)) { own = name.replace(/(\.[^.]*)?$/, `（${number}）$1`); number += 1; }
  return own;
}

function add(name, text, { encoding = "", editable = true } = {}) {
  const draft = { name: freshName(name), encoding, editable, edition: 0, checked: -1, findings: [], changes: new Map(), result: null };
  draft.state = editor.stateOf(text, editable);
  drafts.set(draft.name, draft);
  return draft;
}

function show(draft) {
  if (current) current.state = editor.state;
  current = draft;
  chosen = null;
  last = null;
  editor.show(draft.state);
  document.title = `${draft.name} 校对`;
  document.querySelector("h1").dataset.draft = draft.name;
  tabs();
  notes();
  if (draft.checked !== draft.edition) later(0);
}

function tabs() {
  byId("tabs").replaceChildren(...(drafts.size < 2 ? [] : [...drafts.values()].map((draft) => element("button", {
    type: "button", role: "tab", "aria-selected": String(draft === current), onclick: () => show(draft),
  }, draft.name))));
}

/* Opens a draft, or shows it where it is one of a folder that is open already. */
async function takeDraft(path, content, isOfFolder = false) {
  if (isOfFolder && drafts.has(path)) { show(drafts.get(path)); return; }
  const name = freshName(path);
  const { text, encoding, editable } = await engine.call("open", name, content);
  const draft = add(name, text, { encoding: encoding || "", editable });
  dropBlank();
  show(draft);
}

/* The draft that the page begins with goes once there is another one and nothing was written in it. */
function dropBlank() {
  const blank = [...drafts.values()].find((draft) => draft.isBlank && draft.edition === 0);
  if (blank && drafts.size > 1) drafts.delete(blank.name);
  if (blank === current) current = null;
}

async function take(files) {
  for (const file of files) {
    try {
      if (engine.takesSources && await engine.call("add_source", file.name, await file.arrayBuffer())) await tellSources(1);
      else if (file.name in HOUSE || /\.toml$/.test(file.name)) await putHouse(file.name in HOUSE ? file.name : "zhlint.toml", await file.text());
      else await takeDraft(file.name, await file.arrayBuffer());
    } catch (error) { say(`${file.name}：${error.message}`, true); }
  }
}

/* ---- checking ---- */

let timer = 0, busy = false;
function later(pause = PAUSE) { clearTimeout(timer); timer = setTimeout(check, pause); }

async function check() {
  if (!ready || !current || busy || editor.isComposing) { if (busy) later(); return; }
  const draft = current, edition = draft.edition, text = editor.text;
  busy = true;
  try {
    const result = await engine.call("check", draft.name, text);
    if (draft === current && edition === draft.edition) {
      draft.checked = edition;
      draft.result = result;
      editor.mark(result.findings.map((finding) => ({ ...finding, id: `${finding.code}:${finding.start}:${finding.end}` })));
      notes();
    }
  } catch (error) {
    say(error.message, true);
    draft.checked = edition;
  } finally {
    busy = false;
    if (current && current.checked !== current.edition) later();
  }
}

function summary() {
  const findings = editor.waiting || editor.findings, { result } = current;
  if (!editor.text.trim()) return "";
  const counts = Object.entries(LEVELS).map(([level, title]) => [title, findings.filter((one) => one.level === level).length]).filter(([, count]) => count);
  const found = counts.length ? counts.map(([title, count]) => `${title} ${count}`).join("，") : "按这些规则没有查出问题";
  return [`${result.chars} 字，${found}`, result.accepted ? `看过不改 ${result.accepted} 处` : "", result.note, ...result.errors].filter(Boolean).join("；");
}

/* ---- notes ---- */

const isShown = (finding) => finding.level !== "hint" || byId("hints")?.checked;
const decidable = () => editor.waiting || editor.findings;

function notes() {
  const panel = byId("notes");
  if (!current || !current.result) { panel.replaceChildren(); return; }
  say(summary(), current.result.errors.length > 0);
  const findings = decidable(), hints = findings.filter((one) => one.level === "hint").length;
  const open = byId("hints")?.checked;
  const head = hints ? [element("label", { class: "hint" }, element("input", { type: "checkbox", id: "hints", checked: open, onchange: notes }), ` 也看提示（${hints} 处）`)] : [];
  panel.replaceChildren(...head);
  if (last) panel.append(togetherButton());
  findings.filter(isShown).forEach((finding, number) => panel.append(card(finding, number + 1)));
  if (!findings.length && editor.text.trim()) panel.append(element("p", { class: "empty" }, "没有标出问题。没有标出的地方不等于没有差错。"));
  const safe = findings.filter((one) => one.fix && one.fix.safe);
  byId("fix-all").hidden = !(safe.length && current.editable);
  byId("fix-all").textContent = `改好全部可照改的（${safe.length} 处）`;
  byId("undo").disabled = !steps.length;
  if (chosen) lit();
}

function fixed(finding) {
  const edits = finding.fix.edits, text = editor.text;
  const start = Math.min(...edits.map((edit) => edit[0])), end = Math.max(...edits.map((edit) => edit[1]));
  let out = "", at = start;
  for (const [from, to, insert] of [...edits].sort((one, other) => one[0] - other[0])) { out += text.slice(at, from) + insert; at = to; }
  const whole = out + text.slice(at, end);
  return whole.length > 16 ? `${whole.slice(0, 16)}…` : whole;
}

function card(finding, number) {
  const isWanted = current.changes.has(finding.id);
  const acts = element("div", { class: "acts" });
  const button = (label, act) => acts.append(element("button", { type: "button", onclick: act }, label));
  if (finding.fix) {
    const after = fixed(finding);
    button(isWanted ? "✓ 改（再点取消）" : after ? `改为“${after}”` : "删去", () => change([finding]));
  }
  button("不改", () => why(acts, finding));
  button("误报", () => refuse([finding], "误报"));
  if (/^[\u3400-\u9fff·]{2,12}$/.test(finding.text)) button("加入本社词表", () => addName(finding));
  const related = finding.related.map(([start, end, message]) => element("button", { type: "button", class: "related", onclick: () => editor.go(start, end) }, message));
  return element("article", { class: finding.level, id: `note-${finding.id}`, tabindex: "-1", onclick: (event) => { if (!event.target.closest("button,input")) choose(finding.id); } },
    element("header", {}, element("b", {}, `${number} ${LEVELS[finding.level]}`), finding.where,
      element("button", { type: "button", class: "code", title: "这条规则的说明", onclick: (event) => explain(event, finding) }, finding.code)),
    element("p", {}, finding.message), ...finding.passages.map(sides), ...(related.length ? [element("p", {}, "参见 ", ...related)] : []), acts);
}

/* The passages of draft and source side by side. */
function sides({ where, pieces }) {
  const column = (side, mark) => element("td", {}, ...pieces.map((piece) => (piece[2] && piece[side] ? element(mark, {}, piece[side]) : piece[side])));
  return element("table", { class: "sides" }, element("tr", {}, element("th", {}, "本稿"), element("th", {}, where)),
    element("tr", {}, column(0, "del"), column(1, "ins")));
}

async function explain(event, finding) {
  const article = event.target.closest("article"), open = article.querySelector("pre");
  if (open) { open.remove(); return; }
  const text = await engine.call("rule_page", finding.code);
  article.append(element("pre", {}, text.replace(/^#+ /gm, "").replace(/```\w*\n?/g, "")));
}

function lit() {
  for (const article of document.querySelectorAll("article.lit")) article.classList.remove("lit");
  const article = byId(`note-${chosen}`);
  if (article) article.classList.add("lit");
  return article;
}

function choose(id, fromText = false) {
  chosen = id;
  editor.light(id);
  const article = lit();
  if (!article) return;
  article.scrollIntoView({ block: "nearest" });
  if (!fromText) article.focus({ preventScroll: true });
}

function step(by) {
  const shown = decidable().filter(isShown).map((one) => one.id);
  if (!shown.length) return;
  const at = shown.indexOf(chosen);
  choose(shown[at < 0 ? (by > 0 ? 0 : shown.length - 1) : Math.min(Math.max(at + by, 0), shown.length - 1)]);
}

/* ---- decisions ---- */

const alike = (code, withFix) => decidable().filter((one) => one.code === code && (!withFix || one.fix));

function togetherButton() {
  const others = alike(last.code, last.kind === "change").filter((one) => !current.changes.has(one.id));
  if (!others.length) return "";
  const act = () => (last.kind === "change" ? change(others) : refuse(others, last.reason));
  return element("button", { type: "button", class: "together", onclick: act }, `同一规则还有 ${others.length} 处，都这样定（${last.kind === "change" ? "改" : last.reason}）`);
}

function change(findings) {
  if (current.editable) {
    const draft = current;
    editor.edit(findings.flatMap((finding) => finding.fix.edits));
    const after = editor.text;
    steps.push(() => {
      if (draft === current && editor.text === after) editor.undo();
      else say("文稿在那以后又改过，请在文稿里按 Ctrl+Z", true);
    });
  } else {
    for (const finding of findings) {
      if (current.changes.has(finding.id)) current.changes.delete(finding.id);
      else current.changes.set(finding.id, finding);
    }
  }
  last = findings.length === 1 ? { kind: "change", code: findings[0].code } : null;
  notes();
}

function why(acts, finding) {
  if (acts.querySelector(".why")) return;
  const field = element("input", { type: "text", class: "why", placeholder: "为什么不改（可不填），回车记下" });
  field.addEventListener("keydown", (event) => { if (event.key === "Enter" && !event.isComposing) refuse([finding], field.value.trim() || "不改"); });
  acts.append(field);
  field.focus();
}

async function refuse(findings, reason) {
  await houseStep(async () => {
    for (const finding of findings) await engine.call("accept", current.name, editor.text, finding.code, finding.start, finding.end, reason);
  });
  last = findings.length === 1 ? { kind: "refuse", code: findings[0].code, reason } : null;
}

const addName = (finding) => houseStep(() => engine.call("add_name", finding.text));

/* Steps wait for each other: one that is undone while it is still being made would leave the files of the house half old, half new. */
let turn = Promise.resolve();
function inTurn(act) {
  turn = turn.then(act).catch((error) => say(error.message, true));
  return turn;
}

/* A step that changes the files of the house, and can be taken back. */
const houseStep = (act) => inTurn(async () => {
  const before = await engine.call("house_files");
  await act();
  steps.push(() => restore(before));
  await houseChanged();
});

async function restore(files) {
  for (const name of Object.keys(HOUSE)) await engine.call("put_house_file", name, files[name] || "");
  await houseChanged();
}

async function houseChanged() {
  engine.keep(await engine.call("house_files"));
  for (const draft of drafts.values()) draft.checked = -1;
  await house();
  later(0);
}

async function putHouse(name, text) {
  await houseStep(() => engine.call("put_house_file", name, text));
}

async function house() {
  const files = await engine.call("house_files");
  const field = element("textarea", { id: "names", "aria-label": HOUSE["names.txt"] });
  field.value = files["names.txt"] || "";
  field.addEventListener("change", () => putHouse("names.txt", field.value));
  byId("house").replaceChildren(
    element("label", { for: "names" }, "本社的人名、专名，一行一个，其中的字一律不报："), field,
    element("p", {}, engine.houseNote),
    ...Object.entries(HOUSE).filter(([name]) => files[name]).map(([name, title]) => element("p", {}, `${title} `,
      element("button", { type: "button", onclick: () => download(name, files[name]) }, `存为 ${name}`), " ",
      element("button", { type: "button", onclick: () => putHouse(name, "") }, "不再用"))));
}

/* ---- what is taken away ---- */

function download(name, content, type = "application/octet-stream") {
  const link = element("a", { href: URL.createObjectURL(new Blob([content], { type })), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

const bare = (name) => name.split("/").pop();
const stem = (name) => bare(name).replace(/\.[^.]*$/, "");
const texts = () => {
  if (current) current.state = editor.state;
  return Object.fromEntries([...drafts.values()].map((draft) => [draft.name, draft.state.doc.toString()]));
};

async function give(act) {
  if (!ready || !current) return;
  try { await act(); } catch (error) { say(error.message, true); }
}

const gifts = {
  copy: async () => { await navigator.clipboard.writeText(editor.text); say("全文已复制"); },
  save: async () => {
    if (!current.editable) throw new Error("Word 文稿不能改字后存回，请用“Word 批注”拿带修订的副本");
    download(bare(current.name), await engine.call("saved", current.name, editor.text));
  },
  annotate: async () => {
    const wanted = [...current.changes.values()].map(({ code, start, end }) => [code, start, end]);
    download(`${stem(current.name)}.zhlint.docx`, await engine.call("annotated", current.name, editor.text, wanted));
  },
  proof: async () => download(`${stem(current.name)}-校样.html`, await engine.call("proof_page", texts()), "text/html"),
  register: async () => download("登记表.csv", await engine.call("register", texts()), "text/csv"),
};

/* ---- the page ---- */

for (const [id, act] of Object.entries(gifts)) byId(id).addEventListener("click", () => give(act));
byId("open").addEventListener("click", () => byId("files").click());
byId("files").addEventListener("change", async (event) => { await take(event.target.files); event.target.value = ""; });
byId("sample").addEventListener("click", () => {
  const draft = add("样稿.txt", byId("sample-text").textContent.replace(/^\n/, ""));
  dropBlank();
  show(draft);
});
byId("fix-all").addEventListener("click", () => change(decidable().filter((one) => one.fix && one.fix.safe)));
byId("undo").addEventListener("click", () => inTurn(async () => { const back = steps.pop(); if (back) await back(); last = null; notes(); }));
addEventListener("dragover", (event) => { event.preventDefault(); byId("paper").classList.add("over"); });
addEventListener("dragleave", () => byId("paper").classList.remove("over"));
addEventListener("drop", (event) => {
  event.preventDefault();
  byId("paper").classList.remove("over");
  const files = [...event.dataTransfer.files];
  const folders = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry && item.webkitGetAsEntry()).filter((entry) => entry && entry.isDirectory);
  if (folders.length && engine.takesSources) inTurn(() => takeSources(folders));
  else if (folders.length) say("文件夹不能拖进来，请拖文件", true);
  const lone = files.filter((file) => !folders.some((folder) => folder.name === file.name));
  if (lone.length) take(lone);
}, true);

/* The files of folders that are dropped, as far as the configuration names them as sources of quotations. */
async function takeSources(entries) {
  let count = 0;
  for (const entry of entries) count += await takeSource(entry);
  await tellSources(count);
}

async function tellSources(count) {
  if (count) await houseChanged();
  say(count ? `来源 ${count} 个，引文同它们比对；关了页面就没有了` : "配置（zhlint.toml）里的 sources 没有写这个文件夹", !count);
}

async function takeSource(entry) {
  if (!entry.isDirectory) {
    const file = await new Promise((resolve, reject) => entry.file(resolve, reject));
    return Number(await engine.call("add_source", entry.fullPath.replace(/^\//, ""), await file.arrayBuffer()));
  }
  const reader = entry.createReader();
  let count = 0, some;
  do {
    some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    for (const one of some) count += await takeSource(one);
  } while (some.length);
  return count;
}

/* Closes the panels that hang from the tools, all but the one with a node. */
function closePanels(node = null) {
  for (const panel of document.querySelectorAll(".house")) if (!panel.contains(node)) panel.open = false;
}
document.addEventListener("pointerdown", (event) => closePanels(event.target));
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") closePanels();
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, .cm-editor")) return;
  const finding = decidable().find((one) => one.id === chosen);
  if (event.code === "KeyJ") step(1);
  else if (event.code === "KeyK") step(-1);
  else if (finding && event.code === "Digit1" && finding.fix) change([finding]);
  else if (finding && event.code === "Digit2") why(byId(`note-${finding.id}`).querySelector(".acts"), finding);
  else if (finding && event.code === "Digit3") refuse([finding], "误报");
  else return;
  event.preventDefault();
});
addEventListener("beforeunload", (event) => { if ([...drafts.values()].some((draft) => draft.edition)) event.preventDefault(); });

async function open() {
  const blank = add("文稿.txt", "");
  blank.isBlank = true;
  show(blank);
  try {
    const refused = await engine.start();
    ready = true;
    say(refused.length ? `本社的文件没有用上：${refused.join("；")}` : "可以了：粘贴文稿，或把文件拖进来。", refused.length > 0);
    await house();
    later(0);
  } catch (error) { say(`校对程序没有打开：${error.message}`, true); }
}
if (byId("refusal").hidden) open();
