/* Compiles the sources in a zip with the Python of the page: node compile.mjs FROM TO. The zip is not compressed. */
import { readFileSync, writeFileSync } from "node:fs";
import { loadPyodide } from "pyodide";

const [from, to] = process.argv.slice(2);
const python = await loadPyodide();
python.FS.writeFile("/from.zip", readFileSync(from));
python.runPython(`
import compileall, os, zipfile, py_compile
with zipfile.ZipFile("/from.zip") as packed:
    packed.extractall("/site")
    names = packed.namelist()
assert compileall.compile_dir("/site", quiet=2, invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH, stripdir="/site", prependdir="")
with zipfile.ZipFile("/to.zip", "w", zipfile.ZIP_STORED) as packed:
    for folder, _, files in sorted(os.walk("/site")):
        for name in sorted(files):
            path = os.path.join(folder, name)
            info = zipfile.ZipInfo(os.path.relpath(path, "/site"), (2020, 1, 1, 0, 0, 0))
            with open(path, "rb") as file:
                packed.writestr(info, file.read())
`);
writeFileSync(to, python.FS.readFile("/to.zip"));
process.exit(0);
