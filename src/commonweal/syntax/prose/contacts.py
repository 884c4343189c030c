# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Ways to reach people that a text names: addresses, forms, private reports."""

import re

# The at sign and the dots may be written out, in brackets or without.
_ADDRESS = re.compile(
    r"[\w.+-]{1,64}(?:@|\s?[\[({<]\s?(?:at|@)\s?[\])}>]\s?|\s(?:at|AT)\s)"
    r"(?:[\w-]{1,60}(?:\.|\s?[\[({]\s?(?:dot|\.)\s?[\])}]\s?|\sdot\s)){1,5}[A-Za-z]{2,20}\b"
)
# Templates bring addresses that reach nobody.
_PLACEHOLDER = re.compile(
    r"example\.(?:com|org|net)|[\[<{(]\s?(?:insert|your|todo|xxx)\b|\b(?:your|todo|xxx)[\w.-]{0,20}@"
    r"|@(?:domain|company|email|your[\w-]{0,20})\.",
    re.IGNORECASE,
)
_PRIVATE = re.compile(
    r"/security/advisories/new|private(?:ly)? (?:vulnerability )?(?:report|disclos)"
    r"|report (?:it |them |a vulnerability |vulnerabilities )?privately|private security advisor"
    r"|(?:hackerone|bugcrowd|intigriti|yeswehack|openbugbounty|huntr|immunefi)\.\w{2,4}"
    r"|confidential issue|security advisory (?:form|feature)|report a vulnerability\W{1,3}"
    r"(?:button|link|tab|form)|(?:github|gitlab)\W{0,3}s? private",
    re.IGNORECASE,
)
_FORM = re.compile(
    r"https?://\S{1,200}(?:report|contact|form|disclos|vulnerab|whistle|ethic)\S{0,200}",
    re.IGNORECASE,
)


def has_address(text: str) -> bool:
    """Tell whether a line holds an address of mail that no template left there."""
    if "@" not in text and "at" not in text.casefold():
        return False
    return _ADDRESS.search(text) is not None and not _PLACEHOLDER.search(text)


def has_placeholder(text: str) -> bool:
    """Tell whether a line holds what a template wants to be filled."""
    return _PLACEHOLDER.search(text) is not None


def has_private_way(text: str) -> bool:
    """Tell whether a line names a way to report without the public seeing it."""
    return _PRIVATE.search(text) is not None


def has_form(text: str) -> bool:
    """Tell whether a line links to a page that is made for reports or contact."""
    return _FORM.search(text) is not None and not _PLACEHOLDER.search(text)
