# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Draft what helps people to take part: CONTRIBUTING, SUPPORT and a form for reports."""

from commonweal.core.message import message
from commonweal.drafting.composing import (
    Open,
    address_from,
    appended,
    at_least,
    code,
    drafted,
    in_prose,
    present,
    quoted,
    stands_already,
    title_line,
    wrapped,
)
from commonweal.drafting.draft import Draft, Drafted, Outcome
from commonweal.drafting.metadata import ProjectFacts
from commonweal.drafting.metadata.facts import mail

PATH = "CONTRIBUTING.md"
SUPPORT_PATH = "SUPPORT.md"
TEMPLATE_PATH = ".github/ISSUE_TEMPLATE/bug.yml"
_GITLAB_TEMPLATE = ".gitlab/issue_templates/Bug.md"
_MOST_PLACES = 5


def _request(facts: ProjectFacts) -> str:
    return "merge request" if "gitlab" in facts.link("repository") else "pull request"


def write(facts: ProjectFacts) -> Outcome:
    """Write the way of a change into the project, and what it has to bring along."""
    gaps = Open()
    if kept := facts.file("contributing"):
        heading = title_line("What a change has to bring along", kept.path)
        return appended(kept, [heading, "", *_requirements(facts, kept.path, gaps)], gaps)
    name = in_prose(facts.name) or "this project"
    request = _request(facts)
    issues = facts.link("issues")
    report = f"the [list of issues]({issues})" if issues else "the list of issues"
    lines = [
        f"# Contributing to {name}",
        "",
        wrapped("Thank you for your help. Reports, questions, texts and code are all welcome."),
        "",
        "## Report a problem or an idea",
        "",
        wrapped(
            f"Look at {report} first: somebody may have told it already. If not, open an issue, "
            "and say what you did, what you expected and what happened instead."
        ),
        "",
        *_private(facts, PATH),
        "## Get ready",
        "",
        *_ready(facts, gaps),
        "",
        "## Propose a change",
        "",
        "1. For more than a small correction, open an issue first, so that nobody works in vain.",
        f"2. Fork the repository and make a new branch{_from(facts)}.",
        "3. Make one change at a time, with a commit message that says why.",
        f"4. Open a {request}, and say in it what is better now.",
        "",
        wrapped(
            f"A maintainer reads every {request}, asks where something is unclear, and merges it "
            "once all is settled."
        ),
        "",
        "## What a change has to bring along",
        "",
        *_requirements(facts, PATH, gaps),
        *_conduct(facts, PATH),
    ]
    return (drafted(PATH, lines, gaps),)


def _from(facts: ProjectFacts) -> str:
    branch = facts.text("branch")
    return f" from `{branch.replace('`', '')}`" if branch else ""


def _private(facts: ProjectFacts, source: str) -> list[str]:
    kept = facts.file("security")
    if kept is None:
        return []
    policy = address_from(source, kept.path)
    text = f"Do not report weaknesses in public; [the security policy]({policy}) says how."
    return [wrapped(text), ""]


def _ready(facts: ProjectFacts, gaps: Open) -> list[str]:
    prepare, build = facts.text("prepare"), facts.text("build")
    repository = facts.link("repository")
    commands = [f"git clone {repository}"] if repository else []
    if repository and (folder := repository.rstrip("/").rpartition("/")[2]):
        commands.append(f"cd {folder}")
    commands += [command for command in (prepare or build,) if command]
    lines = []
    needed = facts.text("requires")
    languages = facts.texts("language")
    if needed and languages:
        lines += [f"You need {in_prose(languages[0])} {in_prose(at_least(needed))}.", ""]
    if commands:
        lines += code(*commands)
    if not (prepare or build):
        lines += ["", gaps.prose(message("Name the commands that make a working copy ready."))]
    return lines


def _requirements(facts: ProjectFacts, source: str, gaps: Open) -> list[str]:
    test, check = facts.text("test"), facts.text("check")
    lines = ["- A change of behaviour comes with a test."]
    if test:
        lines.append(f"- All tests pass: `{test.replace('`', '')}`.")
    else:
        question = gaps.prose(message("Name the command that runs the tests."))
        lines += [f"- All tests pass. {question}"]
    if check:
        lines.append(f"- The code keeps to the project's style: `{check.replace('`', '')}`.")
    if kept := facts.file("changelog"):
        lines.append(
            f"- What users will notice is told in [{kept.path}]({address_from(source, kept.path)})."
        )
    if licence := facts.licence:
        lines.append(f"- You may give it, and give it under the project's licence, {licence}.")
    return lines


def _conduct(facts: ProjectFacts, source: str) -> list[str]:
    kept = facts.file("conduct")
    if kept is None:
        return []
    text = f"Everybody here keeps to the [code of conduct]({address_from(source, kept.path)})."
    return ["", "## Conduct", "", text]


def write_support(facts: ProjectFacts) -> Outcome:
    """Write where questions are asked."""
    if kept := facts.file("support"):
        return stands_already(kept.path)
    gaps = Open()
    name = in_prose(facts.name) or "this software"
    lines = [f"# Getting help with {name}", ""]
    if documentation := facts.link("documentation"):
        lines += [f"- Read the documentation first: <{documentation}>"]
    for place in facts.links("help")[:_MOST_PLACES]:
        lines += [f"- Ask others: <{place}>"]
    if issues := facts.link("issues"):
        lines += [f"- Report what does not work: <{issues}>"]
    if not facts.links("help") and not issues:
        lines += [
            gaps.prose(
                message("Name a place where questions may be asked: a forum, a list, issues.")
            )
        ]
    lines += ["", *_answers()]
    return (drafted(SUPPORT_PATH, lines, gaps),)


def _answers() -> list[str]:
    return [
        wrapped(
            "People answer in the time that they have. Say which version you use, what you did and "
            "what happened; that is how you get an answer soonest."
        )
    ]


def write_templates(facts: ProjectFacts) -> Outcome:
    """Write a form for reports where the forge looks for it."""
    if "gitlab" in facts.link("repository"):
        return _for_gitlab(facts)
    if kept := present(facts, TEMPLATE_PATH):
        return stands_already(kept.path)
    name = facts.name or "the software"
    questions = [
        ("version", f"Which version of {name} do you use?", "input", True),
        ("did", "What did you do?", "textarea", True),
        ("expected", "What did you expect?", "textarea", True),
        (
            "happened",
            "What happened instead? Add messages and logs, but no secrets.",
            "textarea",
            True,
        ),
        ("system", "Which operating system do you use?", "input", False),
    ]
    lines = [
        "name: Problem",
        "description: Something does not work as it should.",
        "body:",
        *_weakness(facts),
    ]
    for key, label, kind, is_required in questions:
        lines += [
            f"  - type: {kind}",
            f"    id: {key}",
            "    attributes:",
            f"      label: {quoted(label)}",
            "    validations:",
            f"      required: {'true' if is_required else 'false'}",
        ]
    return (Drafted(TEMPLATE_PATH, "\n".join(lines) + "\n"),)


def _weakness(facts: ProjectFacts) -> list[str]:
    """What may hurt others is not for everybody's eyes."""
    contact = next((text for text in facts.texts("security_contact") if mail(text)), "")
    contact = contact or facts.link("security_contact")
    repository = facts.link("repository")
    if contact:
        where = f" Write to {contact}."
    elif kept := facts.file("security"):
        where = f" {kept.path} says how."
    elif repository.startswith("https://github.com/"):
        where = f" Use {repository}/security/advisories/new instead."
    else:
        where = " Tell the maintainers in private."
    text = f"Please report no weaknesses here, where everybody reads along.{where}"
    return ["  - type: markdown", "    attributes:", f"      value: {quoted(text)}"]


def _for_gitlab(facts: ProjectFacts) -> Outcome:
    if kept := present(facts, _GITLAB_TEMPLATE):
        return stands_already(kept.path)
    heads = ("Version", "What I did", "What I expected", "What happened")
    lines = [line for head in heads for line in (f"## {head}", "", "")]
    return (drafted(_GITLAB_TEMPLATE, lines, Open()),)


DRAFTS = (
    Draft("contributing", PATH, write),
    Draft("issue_templates", TEMPLATE_PATH, write_templates),
    Draft("support", SUPPORT_PATH, write_support),
)
