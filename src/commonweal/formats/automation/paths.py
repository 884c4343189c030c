# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Paths of configuration files, in small letters, and what they stand for."""

import re

_UPDATE_TOOLS = {
    "dependabot": (".github/dependabot.yml", ".github/dependabot.yaml"),
    "renovate": (
        "renovate.json", "renovate.json5", ".github/renovate.json", ".github/renovate.json5",
        ".gitlab/renovate.json", ".gitlab/renovate.json5", ".renovaterc", ".renovaterc.json",
        ".renovaterc.json5", ".forgejo/renovate.json", ".forgejo/renovate.json5",
        ".gitea/renovate.json", ".gitea/renovate.json5",
    ),
    "scala_steward": tuple(
        f"{folder}{dot}scala-steward.conf"
        for folder in ("", ".github/", ".config/")
        for dot in (".", "")
    ),
    "pyup": (".pyup.yml", ".pyup.yaml"),
    "updatecli": ("updatecli.yaml", "updatecli.yml", "updatecli/updatecli.yaml"),
    "other": (".depfu.yml", ".dependabot/config.yml", ".doppins.json", "greenkeeper.json"),
}  # fmt: skip
_TOOL_BY_PATH = {path: tool for tool, paths in _UPDATE_TOOLS.items() for path in paths}

_CI_FOLDERS = {
    ".github/workflows/": "github", ".gitea/workflows/": "gitea", ".forgejo/workflows/": "forgejo",
    ".woodpecker/": "woodpecker", ".circleci/": "circleci", ".buildkite/": "buildkite",
    ".tekton/": "tekton", ".builds/": "sourcehut", ".semaphore/": "semaphore",
    ".azure-pipelines/": "azure", ".gitlab/ci/": "gitlab", "zuul.d/": "zuul", ".zuul.d/": "zuul",
    ".teamcity/": "teamcity",
}  # fmt: skip
_CI_FILES = {
    ".gitlab-ci.yml": "gitlab", ".gitlab-ci.yaml": "gitlab", ".woodpecker.yml": "woodpecker",
    ".woodpecker.yaml": "woodpecker", ".travis.yml": "travis", "jenkinsfile": "jenkins",
    "azure-pipelines.yml": "azure", "azure-pipelines.yaml": "azure", "appveyor.yml": "appveyor",
    ".appveyor.yml": "appveyor", ".drone.yml": "drone", ".cirrus.yml": "cirrus",
    "bitbucket-pipelines.yml": "bitbucket", "circle.yml": "circleci", ".build.yml": "sourcehut",
    "cloudbuild.yaml": "cloud_build", "cloudbuild.yml": "cloud_build", ".zuul.yaml": "zuul",
    "zuul.yaml": "zuul", "buildspec.yml": "codebuild", "buildspec.yaml": "codebuild",
    "garnix.yaml": "garnix", ".packit.yaml": "packit", "earthfile": "earthly",
}  # fmt: skip
_WORKFLOW = re.compile(r"\.\w+/workflows/[^/]+\.ya?ml")
_CI_ENDINGS = (".yml", ".yaml", ".kts", ".json", ".star")

_SBOM = re.compile(
    r".\.(?:cdx.json|cdx.xml|spdx|spdx.json|spdx.xml|spdx.ya?ml|spdx.rdf)", re.IGNORECASE
)


def update_tool(path: str) -> str | None:
    """The tool that reads its configuration from a path."""
    return _TOOL_BY_PATH.get(path.casefold())


def ci_system(path: str) -> str | None:
    """The CI system that a file defines runs for."""
    lower = path.casefold()
    if found := _CI_FILES.get(lower):
        return found
    if not lower.endswith(_CI_ENDINGS):
        return None
    if "/workflows/" in lower and not _WORKFLOW.fullmatch(lower):
        return None  # a matcher or a script in a folder below
    return next((name for folder, name in _CI_FOLDERS.items() if lower.startswith(folder)), None)


def is_sbom_name(name: str) -> bool:
    """Tell a bill of materials by the name of a file."""
    return bool(_SBOM.search(name))


def sbom_in_root(path: str) -> bool:
    """Tell a bill of materials that lies in the root."""
    return "/" not in path and not path.startswith(".") and is_sbom_name(path)
