# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What the licence of a package means for those who use it."""

import pytest

from commonweal.packages.licences import LicenceClass, licence_class


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("MIT", "permissive"),
        ("mit license", "permissive"),
        ("(MIT OR GPL-3.0-only)", "permissive"),
        ("MIT AND GPL-3.0-or-later", "copyleft"),
        ("GPL-2.0-only WITH Classpath-exception-2.0", "copyleft"),
        ("MPL-2.0", "copyleft"),
        ("LGPL-2.1+", "copyleft"),
        ("EUPL-1.2", "copyleft"),
        ("OFL-1.1", "permissive"),
        ("Unlicense", "permissive"),
        ("CC-BY-SA-4.0", "content"),
        ("CC-BY-4.0", "content"),
        ("CC0-1.0", "content"),
        ("ODbL-1.0", "content"),
        ("GFDL-1.3-or-later", "content"),
        ("CDLA-Permissive-2.0", "content"),
        ("MIT OR CC0-1.0", "permissive"),
        ("CC-BY-SA-4.0 OR GPL-3.0-only", "copyleft"),
        ("CC-BY-4.0 AND MIT", "content"),
        ("CC-BY-4.0 AND GPL-3.0-only", "copyleft"),
        ("CC-BY-NC-4.0", "not_open"),
        ("CC-BY-ND-4.0", "not_open"),
        ("BUSL-1.1", "not_open"),
        ("SSPL-1.0", "not_open"),
        ("UNLICENSED", "not_open"),
        ("proprietary", "not_open"),
        ("SSPL-1.0 OR Apache-2.0", "permissive"),
        ("MIT AND BUSL-1.1", "not_open"),
        ("Apache-2.0 AND (MIT OR GPL-2.0-only)", "copyleft"),
        ("SEE LICENSE IN LICENSE.md", "unknown"),
        ("LicenseRef-mine", "unknown"),
        ("LicenseRef-mine OR MIT", "permissive"),
        ("", "unknown"),
        ("(" * 2_000, "unknown"),
    ],
)
def test_a_licence_has_a_class(written: str, expected: LicenceClass) -> None:
    assert licence_class(written) == expected
