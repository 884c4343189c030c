# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Reports, papers and tables of results: what a repository says of its model in writing."""

import re
from collections.abc import Iterable

from commonweal.core.tree import File, Sign, Tree
from commonweal.formats.openness.found import ABSENT, Found
from commonweal.formats.openness.paths import ending_of, is_of_the_model, is_ours, stem_of

_REPORT = re.compile(r"(?:tech(?:nical)?[-_ ]?report|white[-_ ]?paper|system[-_ ]card)")
_PAPER = re.compile(r"(?:^|[-_ ])(?:paper|preprint)(?:[-_ ]|$)")
_BIBTEX = re.compile(r"(?i)^\s*(?:@\w+\s*\{|archiveprefix)")
_OWN_WORDS = re.compile(r"(?i)\bpaper|preprint|\breport|publication|article")
_TECHNICAL = re.compile(r"(?i)technical report|tech report|white ?paper")
_CFF_PAPER = re.compile(r"^preferred-citation:", re.MULTILINE)
_CFF_TYPE = re.compile(
    r"^\s{1,8}type: *[\"']?(?:article|conference-paper|conference|proceedings|report|thesis)",
    re.MULTILINE,
)
_README_NAMES = ("readme", "model_card", "model-card", "modelcard", "citation", "tutorial")
_RESULTS = frozenset({
    "eval_results.json", "all_results.json", "test_results.json", "evaluation_results.json",
    "predict_results.json", "leaderboard.csv", "eval_results.csv", "results.json",
})  # fmt: skip
_RESULT_FOLDERS = re.compile(r"(?:^|/)(?:eval_?results|evaluation_?results|eval/results)/")


def _papers(tree: Tree) -> list[Sign]:
    """Lines on papers, in the texts that speak of the repository's own model."""
    return [
        sign
        for sign in tree.signs_of("card_paper")
        if is_ours(sign.path) and stem_of(sign.path).startswith(_README_NAMES)
    ]


def report_of(tree: Tree, files: Iterable[File]) -> Found:
    """A report that is here, or one that a text links to."""
    for file in files:
        is_text = ending_of(file.path) in ("pdf", "tex", "md")
        if is_text and _REPORT.search(stem_of(file.path)):
            return Found("present", file.path)
    for sign in _papers(tree):
        value = sign.value or ""
        if _TECHNICAL.search(value) or _OWN_WORDS.search(value) or _BIBTEX.match(value):
            return Found("declared", sign.path, sign.line)
    return ABSENT


def paper_of(tree: Tree) -> Found:
    """A paper that is cited as the model's own."""
    for document in tree.documents_of("citation"):
        if document.name.casefold().endswith(".cff") and _CFF_PAPER.search(document.text):
            is_paper = _CFF_TYPE.search(document.text) is not None
            return Found("present" if is_paper else "unclear", document.path)
    for file in tree.files:
        is_ours_pdf = ending_of(file.path) == "pdf" and is_of_the_model(file.path)
        if is_ours_pdf and _PAPER.search(stem_of(file.path)):
            return Found("present", file.path)
    papers = _papers(tree)
    for sign in papers:
        value = sign.value or ""
        if _BIBTEX.match(value) or _OWN_WORDS.search(value):
            return Found("present", sign.path, sign.line)
    # A link alone may lead to somebody else's work.
    return Found("unclear", papers[0].path, papers[0].line) if papers else ABSENT


def results_of(tree: Tree, files: Iterable[File]) -> Found:
    """Files of results, or a table of scores in a README or card."""
    for file in files:
        is_result = file.name.casefold() in _RESULTS or _RESULT_FOLDERS.search(file.path.casefold())
        if is_result and is_of_the_model(file.path):
            return Found("present", file.path)
    for sign in tree.signs_of("metric_table"):
        if is_ours(sign.path) and stem_of(sign.path).startswith((*_README_NAMES, "results")):
            return Found("present", sign.path, sign.line)
    return ABSENT
