"""小城副本里的原网页：要试“原文就是这样印的”，数据和原网页得一起改。"""

import hashlib

from project import edit

PAGE = "data/source/yunting.txt"
REGISTER = "data/source/SOURCE.yml"
DRAFT = """\
title: 征求意见稿
page: text.md
base: notice
inserts:
- {before: notice-title, id: draft-label, kind: label, text: 征求意见稿}
"""


# 问答出自另一份。
ANSWERS = ("data/source/yunting-answers.txt", "data/source/answers.yml")


def reprint(project, old, new, origin=(PAGE, REGISTER)):
    """原网页里的 old 印成 new，校验值跟着登记；origin 是哪一份，登记在哪里。"""
    path, register = origin
    page = project / path
    before = hashlib.sha256(page.read_bytes()).hexdigest()
    edit(page, old, new)
    after = hashlib.sha256(page.read_bytes()).hexdigest()
    edit(project / register, before, after)


def add_draft(project):
    """添一篇照抄通知、多出一段的征求意见稿，原网页也这样印：没有一处违规。"""
    (project / "data/documents/draft.yml").write_text(DRAFT, encoding="utf-8")
    edit(project / REGISTER, "[notice,", "[draft, notice,")
    notice = '{{ document("notice") }}'
    edit(project / "docs/text.md", notice, f'{{{{ document("draft") }}}}\n\n{notice}')
    crumbs, *lines = (project / PAGE).read_text(encoding="utf-8").splitlines()
    printed = "\n".join([crumbs, "征求意见稿", *lines[:5]])
    reprint(project, f"{crumbs}\n", f"{printed}\n")
