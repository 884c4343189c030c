# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The terminal speaks the language of the system; sentences of problems are translated there."""

import io
import sys
from gettext import NullTranslations
from pathlib import Path

import pytest

from commonweal.core.message import counted, defined, message
from commonweal.surfaces import cli
from commonweal.surfaces.cli import _language
from commonweal.surfaces.cli._language import note
from commonweal.translations import languages, translated


class Marked(NullTranslations):
    """A language in which every sentence is marked."""

    def gettext(self, message: str) -> str:
        """Mark a sentence."""
        return f"⟦{message}⟧"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Mark a sentence that counts."""
        return f"⟦{msgid1 if n == 1 else msgid2}⟧"

    def pgettext(self, context: str, message: str) -> str:
        """Mark a sentence with its context."""
        return f"⟦{context}|{message}⟧"


@pytest.fixture
def marked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_language, "_catalogue", lambda _: Marked())


def test_a_sentence_is_translated_with_its_values_and_its_number() -> None:
    language = Marked()
    inner = message("a folder")

    assert translated(message("no %(what)s here", what=inner), language) == "⟦no ⟦a folder⟧ here⟧"
    assert translated(counted("%(num)s day", "%(num)s days", 2), language) == "⟦2 days⟧"
    assert translated(defined("metric.title", "Commits"), language) == "⟦metric.title|Commits⟧"
    assert translated("a foreign name", language) == "a foreign name"


def test_in_english_a_sentence_is_its_text() -> None:
    assert message("no %(what)s", what="file") == "no file"
    assert counted("%(num)s day", "%(num)s days", 1) == "1 day"
    assert message("100% sure") == "100% sure"


@pytest.mark.usefixtures("marked")
def test_a_problem_is_said_in_the_language_of_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = cli.run(["publish", "--language", "tlh", "--workspace", str(tmp_path)])

    assert status == 3
    lines = capsys.readouterr().err.splitlines()
    assert lines == [
        "⟦Problem: ⟦there is no translation into tlh⟧⟧",
        f"⟦What to do: ⟦Choose one of: {', '.join(languages())}.⟧⟧",
    ]


@pytest.mark.usefixtures("marked")
def test_help_is_in_the_language_of_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    cli.run(["publish", "--help"])

    assert "⟦Write the static site of the last survey.⟧" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("setting", "locale"), [("fr_CA.UTF-8", "fr_CA"), ("pt:en", "pt"), ("C", "C"), ("", "en")]
)
def test_the_environment_names_the_language(
    monkeypatch: pytest.MonkeyPatch, setting: str, locale: str
) -> None:
    for name in _language.NAMES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", setting)

    assert _language.wanted() == locale


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_note_is_as_wide_as_the_terminal_and_breaks_no_path(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = "/srv/" + "wells-" * 12 + "registry.git"
    text = f"  What to do: look into {path} and survey it again with all of its files."
    terminal = _Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("COLUMNS", "40")

    note(text)

    lines = terminal.getvalue().splitlines()
    assert " ".join(lines).split() == text.split()
    assert [line for line in lines if len(line) > 40] == [f"    {path}"]
    assert all(line.startswith("  ") for line in lines)


def test_a_note_into_a_pipe_stays_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    text = "Copies of other projects are not the project's own. " * 5

    note(text)

    assert capsys.readouterr().err == f"{text}\n"
