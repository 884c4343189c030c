# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Clones of URLs, kept in the workspace: https only, no private addresses, no redirects."""

import shutil
from collections.abc import Mapping
from pathlib import Path

from commonweal.core.address import PROXY_VARIABLES, Checked, check_url, without_credentials
from commonweal.core.message import message
from commonweal.core.problem import Problem
from commonweal.sources.git.process import (
    SPARE_MEMORY,
    GitFailed,
    GitProcess,
    configuration,
    running,
)
from commonweal.sources.git.quarantine import is_object_id

REFSPECS = ("+refs/heads/*:refs/heads/*", "+refs/tags/*:refs/tags/*")
# Old, honest histories carry these; they do no harm to a reader of raw objects.
HARMLESS = (
    "badEmail",
    "badTimezone",
    "badDate",
    "missingEmail",
    "missingNameBeforeEmail",
    "missingSpaceBeforeDate",
    "missingSpaceBeforeEmail",
    "missingTaggerEntry",
    "nullSha1",
    "zeroPaddedDate",
    "zeroPaddedFilemode",
    "hasDotgit",
    "gitmodulesUrl",
    "gitmodulesParse",
    "largePathname",
)


class CloneRefused(Problem):
    """The remote could not be reached, or answered and said no."""


def is_url(target: str) -> bool:
    """Whether a target names a remote rather than a folder."""
    return "://" in target or target.startswith("git@")


def fetch_clone(
    url: str,
    folder: Path,
    *,
    is_light: bool,
    inherited: Mapping[str, str],
    allow_private: bool = False,
    seconds: float = 7200,
) -> Path:
    """Clone a URL into `folder`, or update an earlier clone; give the folder.

    `inherited` is the caller's environment, of which only proxy settings are used.
    `is_light` leaves blobs out. Raises `CloneRefused`, and what `check_url` raises.
    """
    checked = check_url(
        url, allow_private=allow_private, otherwise=message("clone it yourself and name the folder")
    )
    proxies = {name: inherited[name] for name in PROXY_VARIABLES if name in inherited}
    settings = _settings(checked, is_proxied=bool(proxies))
    network = {**proxies, **configuration(settings), "GIT_ALLOW_PROTOCOL": checked.parts.scheme}
    if (folder / "config").exists() and _is_blobless(folder) and not is_light:
        shutil.rmtree(folder)
    if not (folder / "config").exists():
        _prepare(folder, without_credentials(url), is_light=is_light)
    head = _remote_head(folder, network, url, seconds)
    options = ["--filter=blob:none"] if is_light and _is_blobless(folder) else []
    _run(
        folder,
        network,
        seconds,
        ("fetch", "--quiet", "--prune", "--no-tags", "--no-recurse-submodules", *options, "origin"),
        url,
    )
    (folder / "HEAD").write_text(f"ref: {head}\n")
    return folder


def _settings(checked: Checked, *, is_proxied: bool) -> dict[str, str]:
    settings = {
        "http.followRedirects": "false",
        "transfer.fsckObjects": "true",
        "gc.auto": "0",
        "maintenance.auto": "false",
        "core.hooksPath": "/dev/null",
        "credential.helper": "",
        "fetch.recurseSubmodules": "false",
        **{f"fetch.fsck.{name}": "ignore" for name in HARMLESS},
    }
    address = checked.address
    if address and not is_proxied and ":" not in checked.host:
        # The address that was checked is the one that is used, whatever DNS says next.
        literal = f"[{address}]" if ":" in address else address
        settings["http.curloptResolve"] = f"{checked.host}:{checked.port}:{literal}"
    return settings


def _prepare(folder: Path, url: str, *, is_light: bool) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for part in ("objects/info", "objects/pack", "refs/heads", "refs/tags"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    (folder / "HEAD").write_text("ref: refs/heads/none\n")
    lines = ["[core]", f"\trepositoryformatversion = {int(is_light)}", "\tbare = true"]
    if is_light:
        lines += ["[extensions]", "\tpartialClone = origin"]
    quoted = url.replace("\\", "\\\\").replace('"', '\\"')
    lines += ['[remote "origin"]', f'\turl = "{quoted}"']
    lines += [f"\tfetch = {refspec}" for refspec in REFSPECS]
    if is_light:
        lines += ["\tpromisor = true", "\tpartialclonefilter = blob:none"]
    (folder / "config").write_text("\n".join(lines) + "\n")


def _is_blobless(folder: Path) -> bool:
    return "partialclonefilter" in (folder / "config").read_text()


def _remote_head(folder: Path, network: Mapping[str, str], url: str, seconds: float) -> str:
    answer = _run(folder, network, seconds, ("ls-remote", "--symref", "origin", "HEAD"), url)
    lines = answer.decode("utf-8", "replace").splitlines()
    for line in lines:
        fields = line.split()
        if line.startswith("ref: refs/heads/") and len(fields) == 3:  # noqa: PLR2004  "ref: X HEAD"
            return fields[1]
    if any(is_object_id(line.split("\t")[0]) for line in lines):
        return "refs/heads/main"
    raise CloneRefused(
        message("%(url)s is empty", url=without_credentials(url)),
        fix=message("Push something to it first."),
    )


# What git and curl say, in small letters, and what that means. The first that fits counts.
_MEANINGS: tuple[tuple[tuple[str, ...], str, str], ...] = (
    (
        ("could not resolve", "name or service not known", "nodename nor servname"),
        message("no computer of this name was found"),
        message("Check how the address is spelled, and whether this computer is online."),
    ),
    (
        ("timed out", "timeout"),
        message("no answer came in time"),
        message("Check the connection, and survey again later."),
    ),
    (
        ("refused", "could not connect", "couldn't connect", "failed to connect", "unreachable"),
        message("nobody answered there"),
        message("Check the address and the connection; then survey again."),
    ),
    (
        ("could not read username", "authentication", "403", "401", "could not read password"),
        message("it asks for a sign-in, or there is no such repository"),
        message("Check the address. What is not public, clone yourself, and name the folder."),
    ),
    (
        ("not found", "404", "does not appear to be a git repository", "not valid: is this a git"),
        message("there is no repository at this address"),
        message("Check how the address is spelled, and whether the repository has moved."),
    ),
    (
        ("ssl", "tls", "certificate"),
        message("the connection is not secure: its certificate was not accepted"),
        message("Check the date of this computer, and the address; then survey again."),
    ),
    (
        ("redirect",),
        message("the repository has moved to another address"),
        message("Open the address in a browser, and name the address that it leads to."),
    ),
    (
        ("disconnect", "early eof", "hung up", "reset by peer", "rpc failed", "curl 18", "curl 56"),
        message("the connection was lost"),
        message("Survey it again; what was fetched so far is fetched anew."),
    ),
    (
        ("fsck", "bad object", "broken", "corrupt", "zlib", "index-pack"),
        message("what came is damaged, or not as git allows it"),
        message("Clone it yourself and name the folder, or tell those who keep the repository."),
    ),
)


def _understood(said: str) -> tuple[str, str]:
    """Say in plain words what git complained of, and what helps."""
    plain = said.casefold()
    for signs, why, fix in _MEANINGS:
        if any(sign in plain for sign in signs):
            return why, fix
    return (
        message("git could not do it"),
        message("Check the address, your access and the connection; then survey again."),
    )


def _run(
    folder: Path, network: Mapping[str, str], seconds: float, arguments: tuple[str, ...], url: str
) -> bytes:
    git = GitProcess(
        arguments, git_dir=folder, seconds=seconds, memory=8 * SPARE_MEMORY, extra=network
    )
    with running(git):
        git.stdin.close()
        answer = git.stdout.read(1 << 26)
        try:
            git.check()
        except GitFailed as error:
            why, fix = _understood(error.said)
            values = {"url": without_credentials(url), "why": why, "git": error.said}
            raise CloneRefused(
                message("cannot fetch %(url)s: %(why)s (git said: %(git)s)", **values)
                if error.said
                else message("cannot fetch %(url)s: %(why)s", url=values["url"], why=error.what),
                fix=fix,
            ) from error
        return answer
