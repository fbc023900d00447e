/* The engine in a thread of its own: Python, zhlint and its tables, all out of the page; there is no network. */
import { loadPyodide } from "pyodide";
import createPyodideModule from "./node_modules/pyodide/pyodide.asm.mjs";

const HOME = "https://page.invalid/";
const parts = new Map();
self.fetch = (request) => {
  const name = String(request.url || request).split("/").pop();
  if (!parts.has(name)) return Promise.reject(new TypeError("no network"));
  return Promise.resolve(new Response(parts.get(name), { headers: { "content-type": name.endsWith(".wasm") ? "application/wasm" : "application/zip" } }));
};

let python = null, bench = null;

const say = (text) => postMessage({ progress: text });

const unpacked = async (packed) => new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();

/* Python in the memory of the snapshot. A module begins with less memory than that, and Pyodide does not ask for more (pyodide/pyodide#6254). */
const roomFor = (size) => async (settings) => {
  const module = await createPyodideModule(settings);
  if (module.HEAPU8.length < size) module._malloc(size);
  module.HEAPU8.fill(0);
  return module;
};

async function start({ packed, house }) {
  await Promise.all(Object.entries(packed).map(async ([name, content]) => parts.set(name, await unpacked(content))));
  say("正在打开校对程序……（1/3 解释器）");
  python = await loadPyodide({
    indexURL: HOME, createPyodideModule: roomFor(parts.get("snapshot.bin").byteLength), _loadSnapshot: parts.get("snapshot.bin"), stdLibURL: `${HOME}python_stdlib.zip`,
    lockFileContents: new TextDecoder().decode(parts.get("lock.json")),
  });
  say("正在打开校对程序……（2/3 规则和词表）");
  python.unpackArchive(parts.get("site.zip"), "zip", { extractDir: "/site" });
  parts.clear();
  bench = python.runPython("from pathlib import Path; from zhlint.workbench import Workbench; Workbench(Path('/desk'))");
  const refused = [];
  for (const [name, text] of Object.entries(house)) {
    try { bench.put_house_file(name, text); } catch (error) { refused.push(reason(error)); }
  }
  say("正在打开校对程序……（3/3 准备）");
  bench.linter();
  return refused;
}

/* The last line of a traceback, without the name of the exception. */
const reason = (error) => String(error.message || error).trim().split("\n").pop().replace(/^[\w.]+(?:Error|Exception): /, "");

function call(name, args) {
  const converted = args.map((value) => (value instanceof ArrayBuffer ? python.toPy(new Uint8Array(value)).tobytes() : python.toPy(value)));
  const result = bench[name](...converted);
  if (!result || typeof result.toJs !== "function") return result;
  const plain = result.toJs({ dict_converter: Object.fromEntries });
  result.destroy();
  return plain;
}

let turn = Promise.resolve();
self.onmessage = ({ data: { number, name, args } }) => {
  turn = turn.then(async () => {
    try {
      postMessage({ number, result: name === "start" ? await start(...args) : call(name, args) });
    } catch (error) {
      postMessage({ number, error: reason(error), details: String(error.stack || error) });
    }
  });
};
