/* The language server without Python on the machine: zhlint in WebAssembly, in a process that the extension forks and talks to by messages. */
import { existsSync, readFileSync, readdirSync, realpathSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { loadPyodide } from "./python/pyodide.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
/* Python keeps its own things here, all else is the machine's. */
const OWN = "/zhlint-python";
const TAKEN = new Set(["dev", "lib", "proc", "sys"]);
const isWindows = process.platform === "win32";

/* The path in Python of one of the machine; C:\desk is /c:/desk, as in an address. */
const inside = (path) => (isWindows ? `/${path.replaceAll("\\", "/").replace(/^[A-Z]:/, (drive) => drive.toLowerCase())}` : path);

function roots() {
  if (isWindows) return [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"].map((letter) => `${letter}:\\`).filter(existsSync);
  return readdirSync("/").filter((name) => !TAKEN.has(name)).map((name) => join("/", name)).filter((path) => statSync(path, { throwIfNoEntry: false })?.isDirectory());
}

/* What Node.js would print holds a megabyte of Python. */
process.on("uncaughtException", (error) => { console.error(String(error.stack ?? error).slice(-2000)); process.exit(1); });

const waiting = [];
let receive = (message) => waiting.push(message);
process.on("message", (message) => receive(message));
process.on("disconnect", () => process.exit(0));

const python = await loadPyodide({
  indexURL: join(HERE, "python"),
  env: { HOME: OWN, TMPDIR: inside(tmpdir()), LANG: "C.UTF-8" },
  stdout: (text) => console.error(text),
  stderr: (text) => console.error(text),
});
for (const folder of ["/home/pyodide", "/home/web_user", "/home", "/tmp"]) if (python.FS.analyzePath(folder).exists) python.FS.rmdir(folder);
for (const root of roots()) {
  try { python.mountNodeFS(inside(root).replace(/(?<=.)\/$/, ""), realpathSync(root)); } catch (error) { console.error(`${root}: ${error.message ?? error}`); }
}
python.unpackArchive(new Uint8Array(readFileSync(join(HERE, "python", "site.zip"))), "zip", { extractDir: `${OWN}/site` });
const open = python.runPython(`
import os, sys
sys.path.insert(0, "${OWN}/site")
sys.dont_write_bytecode = True
os.chdir("/")
from zhlint.language_server.embedded_server import EmbeddedServer
EmbeddedServer
`);
const server = open((text) => process.send(JSON.parse(text)));

receive = (message) => {
  if (message.method === "exit") process.exit(0);
  server.receive(JSON.stringify(message));
};
waiting.splice(0).forEach(receive);
