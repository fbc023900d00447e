# Everything happens in .venv, made with the machine's own Python: `make PYTHON=python3.12 demo` takes another.
PYTHON ?= python3
BIN    := .venv/bin

# A draft, a message or a path may hold any character; no file of the project may be read in the locale's encoding.
STRICT := PYTHONWARNDEFAULTENCODING=1 PYTHONUTF8=0

.PHONY: demo test test-engines test-windows test-editors page test-page vscode test-vscode windows-zip docs sample picture lint format bench bench-felt bench-short bench-archive precision recall measures measures-read model clean

demo: .venv/installed
	$(BIN)/zhlint check --fail-on never tests/drafts/demo.txt
	@echo "zhlint 装在这里：$(BIN)/zhlint；查自己的稿：$(BIN)/zhlint 文稿.txt"

# Every core is used, a file of tests on one of them.
test: .venv/tested
	$(STRICT) $(BIN)/python -W error::EncodingWarning -m pytest --numprocesses auto --dist loadfile

# What runs on Windows, under Wine (Debian's packages wine64 and locales): some minutes. Where there is none, it says so.
test-windows: .venv/tested
	$(BIN)/python -m pytest -m windows tests/test_windows.py

# The language server in Neovim, which is installed for it, and in Emacs with eglot; `zhlint serve` in LibreOffice: where there are such.
test-editors: .venv/tested
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --group editors
	$(BIN)/python -m pytest -m editors tests/test_editors.py

# Dask, datatrove, data-juicer, Ray and Spark over one archive, in an environment of their own; what cannot be installed is left out.
test-engines: build/engines/ready
	build/engines/bin/python -m pytest -m engines tests/test_engines.py -p no:xdist

# The same engines over one archive in turn: wall and processor time against the pool, memory, findings. Half an hour.
.PHONY: bench-engines
bench-engines: build/engines/ready
	build/engines/bin/python benchmarks/archive_engines.py

build/engines/ready: .venv/made pyproject.toml
	test -d build/engines || $(PYTHON) -m venv build/engines
	build/engines/bin/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	build/engines/bin/python -m pip install --quiet --disable-pip-version-check --editable ".[archive,dask]" --group test
	for engine in "datatrove[io]" "py-data-juicer aiohttp" ray pyspark; do \
	  build/engines/bin/python -m pip install --quiet --disable-pip-version-check $$engine || echo "没有装上：$$engine"; \
	done
	touch $@

# dist/校对.html: a page in which drafts are checked, with Python and zhlint inside; needs node and npm. Two minutes.
page: .venv/tested
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --group page
	$(BIN)/python distribution/page/build_page.py

# zhlint/shipped/page.html: the page of `zhlint serve`, which a wheel built afterwards holds; needs node and npm. Half a minute.
.PHONY: front
front: .venv/made
	$(BIN)/python distribution/page/build_front.py

# Both pages in Chromium, that of the file without a network, beside LibreOffice: some minutes.
test-page: page front
	$(BIN)/python -m pytest -m page tests/test_page.py tests/test_front.py

# Pictures of the page: empty, with a draft (docs/page.png, in the READMEs), on a phone, in print (build/picture).
.PHONY: picture-page
picture-page: page
	$(BIN)/python distribution/page/picture.py
	cp build/picture/page.png docs/page.png

# dist/zhlint.vsix: the extension for VS Code, with Python and zhlint inside; needs node and npm. Two minutes.
vscode: .venv/tested
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --group page
	PYTHONPATH=distribution/page $(BIN)/python distribution/vscode/build_vscode.py

# The extension in a VS Code of its own (npm code-server, installed once into build/code-server) in Chromium: some minutes.
test-vscode: vscode build/code-server/ready
	$(BIN)/python -m pytest -m vscode tests/test_vscode.py

# code-server asks for a newer Node.js than systems have; nothing of it is compiled.
build/code-server/ready: .venv/tested
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --group vscode
	rm -rf build/code-server && mkdir -p build/code-server
	export PATH="$(CURDIR)/$(BIN):$$PATH" NPM="npm --ignore-scripts --no-audit --no-fund --silent" && cd build/code-server && \
	  $$NPM install code-server@4.139.1 && cd node_modules/code-server/lib/vscode && $$NPM install --omit=dev && \
	  cd extensions && $$NPM install --omit=dev
	touch $@

# dist/zhlint-…-windows.zip: Python, zhlint and 校对.bat in one folder, for a Windows without Python, rights or network.
windows-zip: .venv/tested
	$(BIN)/python distribution/windows/build_folder.py

# A page for each family of rules, from the cards; the schemas of cards and configurations, from the options of the kinds.
docs: .venv/installed
	rm -rf docs/rules && mkdir -p docs/rules
	for cards in rules/*.toml; do \
	  family=$$(sed -n 's/^\[\([A-Z]*\)[0-9]*\]$$/\1/p' $$cards | head -n 1); \
	  $(BIN)/zhlint explain $$family --no-config > docs/rules/$$(basename $$cards .toml).md || exit 2; \
	done
	mkdir -p docs/schemas && cd docs/schemas && ../../$(BIN)/zhlint init --schema

# The page of the demo, to be looked at before anything is installed.
sample: .venv/installed
	$(BIN)/zhlint check --no-config --no-cache --fail-on never --format html=docs/sample.html tests/drafts/demo.txt

# The picture of the README: the page of the demo in Chromium, with a font that has Chinese characters.
picture: .venv/installed
	mkdir -p build/picture
	$(BIN)/zhlint check --fail-on never --format html=build/picture/demo.html tests/drafts/demo.txt
	chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking \
	  --disable-component-update --disable-sync --disable-lcd-text --hide-scrollbars --user-data-dir=build/picture/profile \
	  --force-device-scale-factor=0.55 --window-size=1240,2250 --screenshot=docs/report.png file://$(CURDIR)/build/picture/demo.html

# Several minutes: the figures and the plot of docs/performance.md.
bench: .venv/benched
	$(BIN)/python benchmarks/bench.py --write

# BEFORE is a commit: what users feel, then and now, beside autocorrect and in real pre-commit. Ten minutes.
bench-felt: .venv/linted
	@test -n "$(BEFORE)" || { echo "make bench-felt BEFORE=commit" >&2; exit 2; }
	$(BIN)/python benchmarks/felt.py $(BEFORE)

# A minute or some: fails when a start or a check takes a tenth more than with the parent commit.
bench-short: .venv/benched
	$(BIN)/python benchmarks/bench.py --check

# All that .pre-commit-config.yaml lists: ruff, its format, mypy, the examples of the cards, zhlint on its own documents.
lint: .venv/linted
	$(BIN)/pre-commit run --all-files --show-diff-on-failure

format: .venv/linted
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# CORPUS is a folder of clean text (JSONL, a `text` in every line), ERRORS one of pairs (TSV, wrong and right): see benchmarks/.
# TOLD says what is known of the files of CORPUS, as TOLD="--stream NAME --stripped NAME".
precision: .venv/installed
	@test -n "$(CORPUS)" || { echo "make precision CORPUS=/path/to/clean/text" >&2; exit 2; }
	$(BIN)/python benchmarks/precision.py $(CORPUS) $(TOLD)

recall: .venv/installed
	@test -n "$(CORPUS)$(ERRORS)" || { echo "make recall CORPUS=/path/to/clean/text, or ERRORS=/path/to/pairs" >&2; exit 2; }
	$(BIN)/python benchmarks/name_drift.py
	$(if $(CORPUS),$(BIN)/python benchmarks/recall.py $(CORPUS))
	$(if $(ERRORS),$(BIN)/python benchmarks/recall.py --pairs $(ERRORS)/*.tsv)

# LARGE is a file of articles, one a line (.xz); the texts that the shipped language model was counted from must be in CORPUS or beside LARGE.
# Half an hour on two cores, less where build/measures has the tables of an earlier run.
measures: .venv/installed
	@test -n "$(CORPUS)" -a -n "$(ERRORS)" -a -n "$(LARGE)" || { echo "make measures CORPUS=/path/to/clean/text ERRORS=/path/to/pairs LARGE=/path/to/articles.txt.xz" >&2; exit 2; }
	$(BIN)/python benchmarks/measures.py --corpus $(CORPUS) --errors $(ERRORS) --large $(LARGE) --told="$(TOLD)" > docs/measures.md.new
	mv docs/measures.md.new docs/measures.md

# Only the sections that a person wrote after reading (benchmarks/read); seconds.
measures-read: .venv/installed
	$(BIN)/python benchmarks/measures.py --read docs/measures.md

# The language model of press prose: TEXT is the files that are counted, in their order (see benchmarks/model.py). Some minutes.
model: .venv/installed
	@test -n "$(TEXT)" || { echo 'make model TEXT="news.jsonl laws.txt.xz"' >&2; exit 2; }
	$(BIN)/python benchmarks/model.py $(TEXT) --out rules/tables/press-prose.ngrams

# An archive checked whole, killed twice and resumed, and with copies: minutes; recall of copies; the cost of each step.
bench-archive: .venv/benched
	$(BIN)/python benchmarks/archive_scale.py
	$(BIN)/python benchmarks/archive_copies.py
	$(BIN)/python benchmarks/archive_steps.py

clean:
	rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis

.venv/installed: pyproject.toml | .venv/made
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

.venv/tested: .venv/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --group test
	@touch $@

.venv/benched: .venv/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --group bench
	@touch $@

.venv/linted: .venv/tested
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --group lint
	@touch $@

# --group came with pip 25.1; the pip that comes with Python may be older.
.venv/made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "zhlint needs Python 3.11 or newer: make PYTHON=/path/to/python3.11 $(MAKECMDGOALS)" >&2; exit 2; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	@touch $@
