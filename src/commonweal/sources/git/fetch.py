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
            raise CloneRefused(
                message(
                    "cannot fetch %(url)s: %(reason)s",
                    url=without_credentials(url),
                    reason=error.what,
                ),
                fix=message(
                    "Check the address, your access and the connection; then survey again."
                ),
            ) from error
        return answer
