/* Calls to the engine in its worker, one after another. */
const scriptOf = (id) => Uint8Array.from(atob(document.getElementById(id).textContent.trim()), (char) => char.charCodeAt(0));

/* The bytes of a part, a character each; build_page.py says which stand for others. */
const REPLACED = [0x01, 0x00, 0x0d, 0x3c, 0xa4, 0xa6, 0xa8, 0xb4, 0xb8, 0xbc, 0xbd, 0xbe];
function bytesOf(text) {
  const space = text.indexOf(" "), bytes = new Uint8Array(Number(text.slice(0, space)));
  for (let at = space + 1, to = 0; to < bytes.length; at += 1, to += 1) {
    let code = text.charCodeAt(at);
    if (code === REPLACED[0]) { at += 1; code = REPLACED[text.charCodeAt(at) - 97]; }
    bytes[to] = code;
  }
  return bytes.buffer;
}

const STORE = "zhlint-house";

export class Engine {
  /* Whether files and folders that are dropped may be sources of quotations. */
  takesSources = true;

  constructor(progress) {
    this.houseNote = "把 zhlint.toml、names.txt、terms.csv、people.csv 拖进页面就生效；这台电脑的浏览器会记住。";
    this.waiting = new Map();
    this.number = 0;
    const source = new TextDecoder().decode(scriptOf("worker"));
    this.worker = new Worker(URL.createObjectURL(new Blob([source], { type: "text/javascript" })));
    this.worker.onmessage = ({ data }) => {
      if (data.progress) { progress(data.progress); return; }
      const { resolve, reject } = this.waiting.get(data.number);
      this.waiting.delete(data.number);
      if (data.error === undefined) resolve(data.result);
      else reject(Object.assign(new Error(data.error), { details: data.details }));
    };
    this.worker.onerror = (event) => {
      for (const { reject } of this.waiting.values()) reject(new Error(event.message || "校对程序没有打开"));
      this.waiting.clear();
    };
  }

  /* Opens the engine with the files of the house that were kept; resolves to the reasons why files were refused. */
  start() {
    let house = {};
    try { house = JSON.parse(localStorage.getItem(STORE)) || {}; } catch { /* There was none. */ }
    const packed = Object.fromEntries([...document.querySelectorAll("script[data-part]")].map((part) => [part.dataset.part, bytesOf(part.textContent)]));
    for (const part of document.querySelectorAll("script[data-part]")) part.remove();
    return this.send("start", [{ packed, house }], Object.values(packed));
  }

  keep(house) {
    try { localStorage.setItem(STORE, JSON.stringify(house)); } catch { /* A page from a disk may be refused the store. */ }
  }

  call(name, ...args) { return this.send(name, args); }

  /* `given` are the buffers among the arguments that the worker takes over. */
  send(name, args, given = []) {
    this.number += 1;
    const number = this.number;
    return new Promise((resolve, reject) => {
      this.waiting.set(number, { resolve, reject });
      this.worker.postMessage({ number, name, args }, given);
    });
  }
}
