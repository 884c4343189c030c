# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Shapes of secrets in files; what stands in tests and examples may be made up."""

import re

from commonweal.core.tree import Sign, Tree
from commonweal.measures.probe import Finding, Outcome, Place, false, lacking, true, unknown

_PASSWORD = "config_password"  # noqa: S105  the name of a sign
_SIGNS = (
    "private_key",
    "cloud_key",
    "forge_token",
    "chat_token",
    "payment_key",
    "registry_token",
    "model_service_token",
    "mail_key",
    _PASSWORD,
)
_WEAK_KINDS = frozenset({"test", "documentation", "vendored", "generated"})
# A service that lives as long as a run of tests has a password as well, and it opens nothing.
_WEAK_FOR_PASSWORDS = frozenset({"ci"})
_DESCRIPTIONS = ("openapi_description", "asyncapi_description")
_TEMPLATE = re.compile(r"\.(?:dist|template|tmpl|tpl|in|j2|erb)$", re.IGNORECASE)
_WEAK_PATH = re.compile(
    r"(?:^|[/._-])(?:tests?|testing|testdata|fixtures?|examples?|samples?|demos?|mocks?|dummy"
    r"|fake|snakeoil|localhost|docs?)(?:[/._-]|$)",
    re.IGNORECASE,
)
_DEVELOPMENT = re.compile(r"(?:^|[/._-])dev(?:[/._-]|$)", re.IGNORECASE)
_CONTAINERS = re.compile(r"(?:^|[._-])compose(?:[._-]|$)", re.IGNORECASE)


def find(tree: Tree) -> Finding:
    """A hit outside tests and examples is enough; values are nowhere kept."""
    signs = _once_a_line(sorted(tree.signs_of(*_SIGNS)))
    if not signs:
        return true("none")
    hits = [sign for sign in signs if not _is_weak(tree, sign)]
    if hits:
        places = [lacking(sign.path, sign.line, sign.sign) for sign in hits]
        return false("secret", places, secrets=len(hits))
    places = [Place(Outcome.UNKNOWN, sign.path, sign.line, sign.sign) for sign in signs]
    return unknown("only_examples", places, secrets=len(signs))


def _once_a_line(signs: list[Sign]) -> list[Sign]:
    """A token of a known shape says more than that its line sets a password."""
    shaped = {(sign.path, sign.line) for sign in signs if sign.sign != _PASSWORD}
    return [
        sign for sign in signs if sign.sign != _PASSWORD or (sign.path, sign.line) not in shaped
    ]


def _is_weak(tree: Tree, sign: Sign) -> bool:
    file = tree.by_path.get(sign.path)
    if file is not None and file.kind in _WEAK_KINDS:
        return True
    if sign.sign == _PASSWORD and (
        (file is not None and file.kind in _WEAK_FOR_PASSWORDS)
        or _TEMPLATE.search(sign.path)
        # A description of an interface shows examples.
        or any(other.path == sign.path for other in tree.signs_of(*_DESCRIPTIONS))
    ):
        return True
    return _WEAK_PATH.search(sign.path) is not None or _is_of_developers(sign)


def _is_of_developers(sign: Sign) -> bool:
    """Tell what stays on a developer's own machine.

    Settings named `dev` are those of a stage: a service that runs and is reached, as are
    those named `local`, `staging` or `production`. Containers that are started together
    and folders of tools are not.
    """
    folder, _, name = sign.path.rpartition("/")
    is_stage = sign.sign == _PASSWORD and _CONTAINERS.search(name) is None
    return _DEVELOPMENT.search(folder if is_stage else sign.path) is not None
