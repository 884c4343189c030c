# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Clones of URLs, kept in the workspace: https only, no private addresses, no redirects."""

import ipaddress
import shutil
import socket
from collections.abc import Iterator, Mapping
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
NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
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
    """The URL as it may be stored and shown: a query may hold a token as well."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url.rpartition("@")[2]
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit(SplitResult(parts.scheme, host, parts.path, "", ""))


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
    parts, address = _checked(url, allow_private=allow_private)
    proxies = {name: inherited[name] for name in NETWORK_VARIABLES if name in inherited}
    settings = _settings(parts, "" if proxies else address)
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


def _checked(url: str, *, allow_private: bool) -> tuple[SplitResult, str]:
    """The URL's parts, and the address that was found harmless; empty where any is allowed."""
    shown = without_credentials(url) if "://" in url else url
    parts = _split(url, shown)
    if parts.scheme not in ("https", "http") or (parts.scheme == "http" and not allow_private):
        raise UrlRefused(
            f"{shown} is not an https address",
            fix="Use its https address, or clone it yourself and name the folder.",
        )
    if "@" in parts.netloc or parts.query or parts.fragment:
        raise UrlRefused(
            f"{shown} was given with a user name, password or query in it",
            fix="Clone it yourself and name the folder; secrets do not belong into an address.",
        )
    if not parts.hostname or any(ord(character) < 33 for character in url):  # noqa: PLR2004
        raise UrlRefused(f"{shown} is no address", fix="Check how it is spelled.")
    return parts, "" if allow_private else _public_address(parts, shown)


def _split(url: str, shown: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        _ = parts.port  # raises where it is no number, or too large
    except ValueError as error:
        raise UrlRefused(f"{shown} is no address", fix="Check how it is spelled.") from error
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


def _public_address(parts: SplitResult, shown: str) -> str:
    """A portfolio from elsewhere must not make this machine knock at its neighbours' doors."""
    addresses = _addresses(parts, shown)
    for address in addresses:
        if not all(ip.is_global for ip in _meant(address)):
            raise UrlRefused(
                f"{shown} leads to a private address ({address})",
                fix="Allow it with --allow-private if that is what you want.",
            )
    return addresses[0]


def _meant(address: str) -> Iterator[ipaddress.IPv4Address | ipaddress.IPv6Address]:
    """An address, and the IPv4 address that is wrapped in it."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    yield ip.ipv4_mapped or ip if isinstance(ip, ipaddress.IPv6Address) else ip
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.sixtofour:
            yield ip.sixtofour
        if ip in NAT64:
            yield ipaddress.IPv4Address(ip.packed[-4:])


def _settings(parts: SplitResult, address: str) -> dict[str, str]:
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
    if address and parts.hostname and ":" not in parts.hostname:
        # The address that was checked is the one that is used, whatever DNS says next.
        literal = f"[{address}]" if ":" in address else address
        settings["http.curloptResolve"] = f"{parts.hostname}:{parts.port or 443}:{literal}"
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
