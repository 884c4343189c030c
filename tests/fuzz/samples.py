# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: E501  files as they are, line by line
"""Small good files that mutants are made from: at least one of every kind that is read."""

import io
import json
import pickle
import struct
import zipfile
from collections.abc import Mapping
from typing import Any

_HEADER = json.dumps(
    {
        "__metadata__": {"format": "pt"},
        "a": {"dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24]},
    }
).encode()
_MIT = """MIT License

Copyright (c) 2024 The Waterworks

Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the "Software"), to deal
in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.
"""


def _archive() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("model/data.pkl", pickle.dumps({"weight": [1.0, 2.0]}, protocol=2))
        archive.writestr("model/version", "3\n")
    return packed.getvalue()


def _gguf() -> bytes:
    def text(value: str) -> bytes:
        return struct.pack("<Q", len(value)) + value.encode()

    keys = text("general.architecture") + struct.pack("<I", 8) + text("llama")
    keys += text("tokens") + struct.pack("<IIQ", 9, 8, 2) + text("a") + text("b")
    tensor = text("w") + struct.pack("<I2QIQ", 2, 8, 4, 0, 0)
    return b"GGUF" + struct.pack("<IQQ", 3, 1, 2) + keys + tensor


TEXTS: dict[str, str] = {
    "answers.yml": "answers:\n  - standard: dpg\n    control: '1'\n    verdict: met\n    because: It does.\n"
    "    by: Ada\n    stated: 2026-01-01\n",
    "CITATION.cff": "cff-version: 1.2.0\nmessage: Cite it.\ntitle: Waterworks\ndoi: 10.5281/zenodo.1234\n"
    "authors:\n  - family-names: Lovelace\n    given-names: Ada\n"
    "    orcid: https://orcid.org/0000-0002-1825-0097\n    affiliation: City\n  - name: Society\n"
    "date-released: 2024-02-29\nversion: 1.0\nlicense: [MIT, Apache-2.0]\nkeywords: [water, public]\n"
    "preferred-citation:\n  type: article\n  title: Paper\n  authors: [{name: Society}]\n  year: 2024\n",
    "codemeta.json": '{"@context": "https://w3id.org/codemeta/3.0", "@type": "SoftwareSourceCode",\n'
    ' "name": "Waterworks", "author": [{"@type": "Person", "givenName": "Ada"}],\n'
    ' "license": "https://spdx.org/licenses/MIT", "keywords": ["water", 1, null, true, 1.5e3]}\n',
    "LICENSE": _MIT,
    "model.yml": "framework:\n  name: Model Openness Framework\n  version: '1.0'\n  date: '2024-01-01'\n"
    "release:\n  name: Water\n  version: '1'\n  producer: City\n  license:\n"
    "    distribution: {name: MIT, path: LICENSE}\n  components:\n    - name: Model architecture\n"
    "      description: It.\n      license: MIT\n    - {name: Model card, license: CC-BY-4.0}\n",
    "publiccode.yml": "publiccodeYmlVersion: '0.4'\nname: Waterworks\nurl: https://example.org/w.git\n"
    "platforms: [web]\ncategories: [it-development]\ndevelopmentStatus: stable\nsoftwareType: library\n"
    "description:\n  en:\n    shortDescription: Pumps water.\n    longDescription: >\n      "
    + "It pumps water. " * 12
    + "\n    features: [pumps]\nlegal: {license: MIT}\nmaintenance:\n  type: internal\n"
    "  contacts: [{name: Ada, email: ada@example.org}]\nlocalisation:\n  localisationReady: true\n"
    "  availableLanguages: [en, pt-BR]\n",
    ".github/workflows/ci.yml": "name: CI\non:\n  push: {branches: [main]}\n  pull_request_target:\n"
    "permissions: {contents: read}\njobs:\n  test:\n    runs-on: ${{ matrix.os }}\n"
    "    strategy: {matrix: {os: [ubuntu-latest]}}\n    steps:\n      - uses: actions/checkout@v4\n"
    "        with: {ref: '${{ github.event.pull_request.head.sha }}'}\n"
    "      - name: Run\n        run: |\n          curl -sSf https://example.org/i.sh | bash -s -- -y\n"
    '          pip install "a==1.0" && echo "${{ github.event.issue.title }}"\n',
    ".gitlab-ci.yml": "image: python:3.12\nstages: [test]\n.base: &base\n  before_script: [pip install -r a.txt]\n"
    "test:\n  <<: *base\n  script:\n    - pytest\n    - !reference [.base, before_script]\n",
    "README.md": "# Waterworks\n\n[![CI](https://x.example/badge.svg)](https://x.example) It pumps *water*.\n\n"
    '## Installation\n\n```sh\npip install waterworks\n```\n\n## Usage\n\n1. See [docs](docs/a.md "t").\n'
    "2. Ask <ada@example.org> or [ref][r].\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n[r]: https://example.org/r\n"
    "It serves SDG 6 and the Sustainable Development Goals 3, 4-5.\n\n<details><a href='x'>y</a></details>\n",
    "docs/index.rst": "Waterworks\n==========\n\n.. image:: a.png\n   :alt: x\n\nSee `docs <https://x.example>`_ and"
    " :ref:`other`.\n\nUsage\n-----\n\n* one\n* two\n",
    "docs/index.adoc": "= Waterworks\n:toc:\n\n== Usage\n\nhttps://x.example[Docs] and link:a.adoc[A].\n\n----\ncode\n----\n",
    "SECURITY.md": "# Security\n\nReport to security@example.org within 90 days; PGP 0xABCD1234, no public issue.\n",
    "CONTRIBUTING.md": "# Contributing\n\nFork, sign off (DCO), open a pull request; run `make test` first.\n",
    "CODEOWNERS": "* @ada\n/docs/ @bo @org/team ada@example.org\n",
    "CHANGELOG.md": "# Changelog\n\n## [1.1.0] - 2024-05-01\n\n- Fixed CVE-2024-1234.\n",
    "pyproject.toml": '[project]\nname = "waterworks"\nversion = "1.0"\nlicense = {text = "MIT"}\n'
    'dependencies = ["a>=1", "b"]\n[[tool.x]]\na = """m\nl"""\nb = 2024-01-01T00:00:00Z\nc = [1, 0x1F, 1e5, inf]\n'
    'd = {e.f = \'x\'}\n[project.urls]\nDocumentation = "https://docs.example"\n',
    "package.json": '{"name": "@w/w", "version": "1.0.0", "license": "MIT", "private": false,\n'
    ' "scripts": {"test": "vitest run"}, "dependencies": {"a": "^1"}, "workspaces": ["p/*"]}\n',
    "pom.xml": "<?xml version='1.0'?>\n<project><groupId>w</groupId><artifactId>w</artifactId>\n"
    "<licenses><license><name>MIT License</name></license></licenses></project>\n",
    "w.csproj": '<Project Sdk="x"><PropertyGroup><RestoreLockedMode>true</RestoreLockedMode></PropertyGroup>\n'
    '<ItemGroup><PackageReference Include="a" Version="[1.0]"/></ItemGroup></Project>\n',
    "Dockerfile": "# syntax=docker/dockerfile:1\nARG V=3.12\nFROM --platform=$P python:${V} AS b\n"
    'RUN apt-get update && \\\n    curl -o x https://x.example/x && sh x\nRUN ["pip", "install", "a"]\n'
    "RUN <<EOF\nnpm install\nEOF\nFROM scratch\nCOPY --from=b / /\nUSER 1000\nHEALTHCHECK CMD true\n",
    "build.sh": '#!/usr/bin/env bash\nset -e\nf() { wget -q "$1" -O - | tar x; }\nfor i in a b; do f "$i"; done\n'
    "case $1 in a) npm install;; *) go install x@latest;; esac\ncat <<'EOF' | sh\npip install a\nEOF\n"
    "x=$(curl https://x.example) && [[ -n $x ]] || exit $((1 + 2))\n",
    "i.ps1": "Invoke-WebRequest https://x.example/x.exe -OutFile x.exe\nif ($a) { choco install b --version 1 }\n",
    ".mailmap": "Ada <ada@example.org> <a@old.example>\nBo <bo@example.org> Robert <bo@old.example> # c\n",
    "REUSE.toml": 'version = 1\n[[annotations]]\npath = ["a/**", "b.\\\\*"]\nprecedence = "aggregate"\n'
    # REUSE-IgnoreStart
    'SPDX-FileCopyrightText = "2024 Ada"\nSPDX-License-Identifier = "MIT"\n',
    ".reuse/dep5": "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\n\n"
    "Files: a/* b?.c\nCopyright: 2024 Ada\n 2023 Bo\nLicense: MIT\n",
    "a.py": "# SPDX-FileCopyrightText: 2024 Ada\n# SPDX-License-Identifier: MIT OR (Apache-2.0 AND GPL-2.0+ WITH x)\n"
    # REUSE-IgnoreEnd
    "class N(nn.Module):\n    def forward(self, x): return x\n"
    "m = AutoModel.from_pretrained('a/b')\nif __name__ == '__main__':\n    eval(input())\n",
    "a.ipynb": '{"cells": [{"cell_type": "code", "source": ["import torch\\n", "torch.save(m, \'a.pt\')"]}], "nbformat": 4}\n',
    "openapi.yaml": "openapi: 3.1.0\ninfo: {title: Water, version: '1'}\npaths:\n  /a:\n    get: {responses: {}}\n",
    "portfolio.toml": '[office]\nname = "Us"\n[[projects]]\nid = "w"\nrepositories = [{location = "../w"}]\n',
    ".gitattributes": "*.bin filter=lfs diff=lfs merge=lfs -text\nvendor/** linguist-vendored\n",
    "data.csv": "a,b\n1,2\n",
    "mkdocs.yml": "site_name: W\nnav:\n  - Home: index.md\n",
    "dependabot.yml": "version: 2\nupdates:\n  - {package-ecosystem: pip, directory: /, schedule: {interval: daily}}\n",
}  # fmt: skip
MODELS: dict[str, bytes] = {
    "model.safetensors": struct.pack("<Q", len(_HEADER)) + _HEADER + bytes(24),
    "model.gguf": _gguf(),
    "model.pt": _archive(),
    "model.pkl": pickle.dumps({"a": [1, "b", None, 2.5, (True,)]}, protocol=4),
    "model.npy": b"\x93NUMPY\x01\x00v\x00{'descr': '<f4', 'fortran_order': False, 'shape': (3, 4), }"
    + b" " * 59
    + b"\n"
    + bytes(48),
    "model.onnx": b"\x08\x08\x12\x07pytorch\x1a\x032.0\x3a\x17\x0a\x05\x0a\x01a\x22\x00\x12\x01g\x2a\x0b"
    b"\x08\x02\x08\x03\x10\x01\x42\x01w",
    "model.bin": b"version https://git-lfs.github.com/spec/v1\noid sha256:" + b"a" * 64 + b"\nsize 12345\n",
    "model.h5": b"\x89HDF\r\n\x1a\n" + bytes(64) + b"keras_version",
    "model.pt.dvc": b"outs:\n- md5: " + b"a" * 32 + b"\n  size: 12\n  path: model.pt\n",
}  # fmt: skip
FILES: dict[str, bytes] = {path: text.encode() for path, text in TEXTS.items()} | MODELS
COMMIT = (
    b"tree " + b"a" * 40 + b"\nparent " + b"b" * 40 + b"\n"
    b"author Ada <ada@example.org> 1700000000 +0100\ncommitter Bo <bo@example.org> 1700000001 -0930\n"
    b"encoding iso-8859-1\ngpgsig -----BEGIN SSH SIGNATURE-----\n U1NIU0lH\n -----END SSH SIGNATURE-----\n\n"
    b"Pump water\n\nIt flows.\n\nSigned-off-by: Ada <ada@example.org>\nCo-authored-by: Cy <cy@example.org>\n"
)  # fmt: skip
TAG = (
    b"object " + b"a" * 40 + b"\ntype commit\ntag v1.0\ntagger Ada <ada@example.org> 1700000000 +0000\n\n"
    b"First\n-----BEGIN SSH SIGNATURE-----\n"
    b"U1NIU0lHAAAAAQAAADMAAAALc3NoLWVkMjU1MTkAAAAgAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n"
    b"AAAAAAAAAAAAAAAAAAADZ2l0AAAAAAAAAAZzaGE1MTIAAABTAAAAC3NzaC1lZDI1NTE5AAAAQAA=\n"
    b"-----END SSH SIGNATURE-----\n"
)  # fmt: skip

# A question for each stream that is not asked Scorecard's.
QUESTIONS: Mapping[str, list[dict[str, Any]]] = {
    "version-order": [
        {"ecosystem": ecosystem, "left": left, "right": right}
        for ecosystem in ("npm", "PyPI", "Maven", "Debian:12", "Alpine", "Red Hat", "Packagist")
        for left, right in (("1.2.3-rc.1+b", "1.2.3"), ("1:2.0~rc1-3", "v2.0.dev1"))
    ],
    "affected": [
        {
            "id": "WELL-1",
            "withdrawn": None,
            "package": {"ecosystem": "PyPI", "name": "Wells", "version": "1.2"},
            "affected": [
                {
                    "package": {"ecosystem": "PyPI", "name": "wells"},
                    "ranges": [
                        {"type": kind, "events": [{"introduced": "0"}, {what: "1.3"}]}
                        for what in ("fixed", "last_affected", "limit")
                    ],
                    "versions": ["1.2.1"],
                }
            ],
        }
        for kind in ("ECOSYSTEM", "SEMVER", "GIT")
    ],
}
