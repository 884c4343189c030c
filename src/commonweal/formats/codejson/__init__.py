# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""code.json, by which agencies of the United States list their software (gov-codejson 2.0)."""

from commonweal.formats.codejson.write import write_code_json

__all__ = ["write_code_json"]
