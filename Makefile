# 全部命令。make site 和 make test 会自己装好要用的东西，之后不再联网。
PYTHON ?= python3
BIN := .venv/bin

# Material 会在每次运行时提醒它 2027 年 5 月停止维护；出路写在 README，这里按它给的变量关掉提醒。
export NO_MKDOCS_2_WARNING := 1

.PHONY: site serve check test lint golden bench bench-search lock clean

site: .venv/site-ready
	rm -rf build/site
	$(BIN)/python -m mkdocs build --site-dir build/site
	rm -rf site && mv build/site site
	@echo "网站在 site/，双击 site/index.html 就能看。"

serve: .venv/site-ready
	$(BIN)/python -m mkdocs serve

check: .venv/site-ready
	$(BIN)/python -m macros check

test: .venv/test-ready
	sh tests/setup-browser.sh
	$(BIN)/python -m macros verify
	$(BIN)/python -m pytest -n 2 --dist loadgroup --cov --cov-report=term

lint: .venv/test-ready
	$(BIN)/python -m ruff check .
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m mypy

golden: .venv/test-ready
	GOLDEN=rewrite $(BIN)/python -m pytest tests/test_golden.py

bench: .venv/test-ready
	$(BIN)/python tests/bench.py

# 和 Material 自带的搜索、Pagefind 比；它们只在这里用到，装在另一处。
bench-search: .venv/bench-ready
	sh tests/setup-browser.sh
	$(BIN)/python tests/bench_search.py

lock: .venv/test-ready
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url pyproject.toml -o requirements.txt
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url pyproject.toml --extra test -o requirements-test.txt
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url pyproject.toml --extra test --extra bench -o requirements-bench.txt

clean:
	rm -rf .venv build site

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/site-ready: requirements.txt | .venv/bin/python
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.txt
	touch $@

.venv/test-ready: requirements-test.txt .venv/site-ready
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-test.txt
	touch $@

.venv/bench-ready: requirements-bench.txt .venv/test-ready
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-bench.txt
	touch $@
