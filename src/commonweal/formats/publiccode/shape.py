# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The fields of publiccode.yml, in the order in which they are read and judged."""

from collections.abc import Mapping
from typing import Literal

import msgspec

from commonweal.formats.publiccode import checks
from commonweal.formats.publiccode.checks import Check

Kind = Literal["text", "flag", "texts", "text_or_texts", "record", "records", "languages", "any"]


class Field(msgspec.Struct, frozen=True):
    """What stands in a field: its kind, whether it must be there, checks, and fields below it."""

    kind: Kind
    required: bool = False
    checks: tuple[Check, ...] = ()
    # Lists that must hold something, whether or not they are given.
    is_filled: bool = False
    fields: Mapping[str, "Field"] = {}


def _text(*found: Check, required: bool = False) -> Field:
    return Field("text", required=required, checks=found)


def _texts(*found: Check, required: bool = False, is_filled: bool = False) -> Field:
    return Field("texts", required=required, checks=found, is_filled=is_filled)


_DESCRIPTION = {
    "localisedName": _text(),
    "genericName": _text(checks.at_most(35)),
    "shortDescription": _text(checks.at_most(150), required=True),
    "longDescription": _text(checks.at_least(150), checks.at_most(10_000), required=True),
    "documentation": _text(checks.is_http_url),
    "apiDocumentation": _text(checks.is_http_url),
    "features": _texts(is_filled=True),
    "screenshots": _texts(),
    "videos": _texts(checks.is_http_url),
    "awards": _texts(),
}
_ORGANISATION = {
    "name": _text(),
    "uri": _text(checks.is_organisation_uri, required=True),
}
_CONTRACTOR = {
    "name": _text(required=True),
    "email": _text(checks.is_email),
    "website": _text(checks.is_http_url),
    "until": _text(checks.is_date, required=True),
}
_CONTACT = {
    "name": _text(required=True),
    "email": _text(checks.is_email),
    "affiliation": _text(),
    "phone": _text(),
}
_DEPENDENCY = {
    "name": _text(required=True),
    "versionMin": _text(),
    "versionMax": _text(),
    "optional": Field("flag"),
    "version": _text(),
}
_DEPENDENCIES = Field("records", fields=_DEPENDENCY)
_ITALY = {
    "countryExtensionVersion": _text(checks.one_of("0.2", "1.0")),
    "conforme": Field(
        "record",
        fields={
            "lineeGuidaDesign": Field("flag"),
            "modelloInteroperabilita": Field("flag"),
            "misureMinimeSicurezza": Field("flag"),
            "gdpr": Field("flag"),
        },
    ),
    "riuso": Field("record", fields={"codiceIPA": _text(checks.is_ipa_code)}),
    "piattaforme": Field(
        "record",
        fields={name: Field("flag") for name in ("spid", "pagopa", "cie", "anpr", "io")},
    ),
}

# Records that hold required fields are judged even where they are missing.
ALWAYS = ("legal", "maintenance", "localisation")

FIELDS: Mapping[str, Field] = {
    "publiccodeYmlVersion": _text(required=True),
    "name": _text(required=True),
    "applicationSuite": _text(),
    "url": _text(checks.is_url, required=True),
    "landingURL": _text(checks.is_http_url),
    "isBasedOn": Field("text_or_texts", checks=(checks.is_url,)),
    "softwareVersion": _text(),
    "releaseDate": _text(checks.is_date),
    "logo": _text(),
    "monochromeLogo": _text(),
    "organisation": Field("record", fields=_ORGANISATION),
    "inputTypes": _texts(checks.is_mime_type),
    "outputTypes": _texts(checks.is_mime_type),
    "platforms": _texts(is_filled=True),
    "categories": _texts(checks.is_category),
    "usedBy": _texts(),
    "fundedBy": Field("records", fields=_ORGANISATION),
    "supports": Field(
        "records",
        fields={"id": _text(checks.is_supported, required=True), "*": Field("any")},
    ),
    "roadmap": _text(checks.is_http_url),
    "developmentStatus": _text(
        checks.one_of("concept", "development", "beta", "stable", "obsolete"), required=True
    ),
    "softwareType": _text(
        checks.one_of(
            "standalone/mobile",
            "standalone/iot",
            "standalone/desktop",
            "standalone/web",
            "standalone/backend",
            "standalone/other",
            "addon",
            "library",
            "configurationFiles",
        ),
        required=True,
    ),
    "intendedAudience": Field(
        "record",
        fields={
            "scope": _texts(checks.is_scope),
            "countries": _texts(checks.is_country),
            "unsupportedCountries": _texts(checks.is_country),
        },
    ),
    "description": Field("languages", is_filled=True, fields=_DESCRIPTION),
    "legal": Field(
        "record",
        fields={
            "license": _text(checks.is_licence, required=True),
            "mainCopyrightOwner": _text(),
            "repoOwner": _text(),
            "authorsFile": _text(),
        },
    ),
    "maintenance": Field(
        "record",
        fields={
            "type": _text(
                checks.one_of("internal", "contract", "community", "none"), required=True
            ),
            "contractors": Field("records", fields=_CONTRACTOR),
            "contacts": Field("records", fields=_CONTACT),
        },
    ),
    "localisation": Field(
        "record",
        fields={
            "localisationReady": Field("flag", required=True),
            "availableLanguages": _texts(checks.is_language, required=True, is_filled=True),
        },
    ),
    "dependsOn": Field(
        "record",
        fields=dict.fromkeys(("open", "proprietary", "hardware"), _DEPENDENCIES),
    ),
    "IT": Field("record", fields=_ITALY),
    "it": Field("record", fields=_ITALY),
}
