/* The memory of Python in which zhlint has checked a draft, which the page need not load and compile again: node snapshot.mjs SITE DRAFT SNAPSHOT.
   It prints the names of the files of SITE that lie in that memory, a line each. */
import { readFileSync, writeFileSync } from "node:fs";
import { loadPyodide } from "pyodide";

const [site, draft, snapshot] = process.argv.slice(2);
const python = await loadPyodide({ _makeSnapshot: true });
python.FS.writeFile("/site.zip", readFileSync(site));
python.globals.set("draft", readFileSync(draft, "utf8"));
python.runPython(`
import functools, gc, mmap, sys, zipfile, zlib
from pathlib import Path
with zipfile.ZipFile("/site.zip") as packed:
    packed.extractall("/site")
    marks = {(info.file_size, info.CRC): info.filename for info in packed.infolist()}
sys.path.insert(0, "/site")
sys.dont_write_bytecode = True
from zhlint.workbench import Workbench
bench = Workbench(Path("/desk"))
bench.check("样稿.txt", draft)
mapped = [known for known in gc.get_objects() if isinstance(known, mmap.mmap)]
print(*(marks[len(table), zlib.crc32(table)] for table in mapped), sep="\\n")

# What is remembered of this draft alone is left out.
for known in gc.get_objects():
    if isinstance(known, functools._lru_cache_wrapper) and known.__module__.startswith("zhlint") and known.cache_parameters()["maxsize"] is not None:
        known.cache_clear()
del bench, draft, known, mapped, marks, packed
gc.collect()

# Memory that was freed is packed better when it is empty.
for size, number in ((2**20, 16), (2**18, 16), (2**16, 64), (2**14, 256), (2**12, 1000), (2**10, 4000), (2**8, 8000)):
    empty = [bytearray(size) for _ in range(number)]
del empty, number, size
`);
writeFileSync(snapshot, python.makeMemorySnapshot());
process.exit(0);
