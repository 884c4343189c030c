# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Clones of URLs, kept in the workspace: https only, no private addresses, no redirects."""

import ipaddress
import shutil
import socket
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import SplitResult, urlsplit, urlunsplit

from commonweal.core.problem import Problem
from commonweal.sources.git.process import (
    SPARE_MEMORY,
    GitFailed,
    GitProcess,
    configuration,
    running,
)
from commonweal.sources.git.quarantine import is_object_id

NETWORK_VARIABLES = ("https_proxy", "HTTPS_PROXY", "no_proxy", "NO_PROXY", "all_proxy", "ALL_PROXY")
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


class UrlRefused(Problem):
    """A URL that this tool does not open."""


def is_url(target: str) -> bool:
    """Whether a target names a remote rather than a folder."""
    return "://" in target or target.startswith("git@")


def without_credentials(url: str) -> str:
    """The URL as it may be stored and shown."""
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit(SplitResult(parts.scheme, host, parts.path, parts.query, ""))


def bring(
    url: str,
    folder: Path,
    *,
    is_light: bool,
    inherited: Mapping[str, str],
    allow_private: bool = False,
    seconds: float = 7200,
) -> Path:
    """Clone a URL into `folder`, or bring an earlier clone up to date; give the folder.

    `inherited` is the caller's environment, of which only proxy settings are used.
    `is_light` leaves blobs out. Raises `UrlRefused` and `CloneRefused`.
    """
    parts = _checked(url, allow_private=allow_private)
    proxies = {name: inherited[name] for name in NETWORK_VARIABLES if name in inherited}
    settings = _settings(parts, is_pinned=not proxies and not allow_private)
    network = {**proxies, **configuration(settings), "GIT_ALLOW_PROTOCOL": parts.scheme}
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


def _checked(url: str, *, allow_private: bool) -> SplitResult:
    shown = without_credentials(url) if "://" in url else url
    parts = urlsplit(url)
    if parts.scheme not in ("https", "http") or (parts.scheme == "http" and not allow_private):
        raise UrlRefused(
            f"{shown} is not an https address",
            fix="Use its https address, or clone it yourself and name the folder.",
        )
    if parts.username or parts.password:
        raise UrlRefused(
            f"{shown} was given with a user name or password in it",
            fix="Clone it yourself and name the folder; secrets do not belong into an address.",
        )
    if not parts.hostname or any(ord(character) < 33 for character in url):  # noqa: PLR2004
        raise UrlRefused(f"{shown} is no address", fix="Check how it is spelled.")
    if not allow_private:
        _refuse_private(parts, shown)
    return parts


def _addresses(parts: SplitResult, shown: str) -> tuple[str, ...]:
    port = parts.port or 443
    try:
        found = socket.getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise CloneRefused(
            f"cannot find {parts.hostname} for {shown}: {error}",
            fix="Check the address and the connection, then survey again.",
        ) from error
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


def _refuse_private(parts: SplitResult, shown: str) -> None:
    """A portfolio from elsewhere must not make this machine knock at its neighbours' doors."""
    for address in _addresses(parts, shown):
        ip = ipaddress.ip_address(address.partition("%")[0])
        mapped = getattr(ip, "ipv4_mapped", None)
        if not (mapped or ip).is_global:
            raise UrlRefused(
                f"{shown} leads to a private address ({address})",
                fix="Allow it with --allow-private if that is what you want.",
            )


def _settings(parts: SplitResult, *, is_pinned: bool) -> dict[str, str]:
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
    if is_pinned and parts.hostname:
        port = parts.port or 443
        first = _addresses(parts, without_credentials(urlunsplit(parts)))[0]
        # The address that was checked is the one that is used, whatever DNS says next.
        settings["http.curloptResolve"] = f"{parts.hostname}:{port}:{first}"
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
        words = line.split()
        if line.startswith("ref: refs/heads/") and len(words) == 3:  # noqa: PLR2004  "ref: X HEAD"
            return words[1]
    if any(is_object_id(line.split("\t")[0]) for line in lines):
        return "refs/heads/main"
    raise CloneRefused(f"{without_credentials(url)} is empty", fix="Push something to it first.")


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
                f"cannot bring {without_credentials(url)}: {error.what}",
                fix="Check the address, your access and the connection; then survey again.",
            ) from error
        return answer
