# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Draft a model card: the questions that users of a model ask, answered where files tell."""

from commonweal.core.message import message
from commonweal.drafting.composing import Open, drafted, in_prose, quoted, stands_already
from commonweal.drafting.draft import Draft, Outcome
from commonweal.drafting.metadata import ProjectFacts
from commonweal.formats.spdx import expression_parts

PATH = "MODEL_CARD.md"
_SECTIONS = (
    (
        "Intended use",
        message("Say what the model is for, who uses it, and what it must not be used for."),
    ),
    (
        "Training data",
        message("Name the data, where they come from, and under which licence they are."),
    ),
    ("Evaluation", message("Say on which data the model was measured, how, and how well it did.")),
    ("Limitations and risks", message("Say where it fails, and whom its mistakes may harm.")),
    ("How it was made", message("Say how it was trained: code, parameters, machines, time.")),
)


def write(facts: ProjectFacts) -> Outcome:
    """Write the card; what a model was made for is in no file of it."""
    if kept := facts.file("model_card"):
        return stands_already(kept.path)
    gaps = Open()
    parts = expression_parts(facts.licence)
    name = in_prose(facts.name)
    lines = ["---"]
    if len(parts) == 1:
        lines.append(f"license: {quoted(parts[0].casefold())}")
    lines += ["---", "", f"# Model card{f' of {name}' if name else ''}", ""]
    if description := facts.text("description"):
        lines += [in_prose(description), ""]
    lines += ["## Licence", ""]
    question = gaps.prose(
        message("Name the licence of the weights, which may be another than that of the code.")
    )
    lines += [
        f"The repository is under {facts.licence}." if facts.licence else "",
        "",
        question,
        "",
    ]
    for heading, question in _SECTIONS:
        lines += [f"## {heading}", "", gaps.prose(question), ""]
    return (drafted(PATH, lines, gaps),)


DRAFTS = (Draft("model_card", PATH, write),)
