# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Open formats in one line with a word for exporting or importing; a hint, no proof."""

import re

from commonweal.core.tree import File, Tree
from commonweal.measures.probe import Finding, Place, false, seen, true
from commonweal.syntax.prose import proses

_FORMATS = re.compile(
    r"\b(CSV|TSV|JSON(?:-?LD|L)?|GeoJSON|XML|KML|GPX|GML|GeoPackage|Parquet|NetCDF|HDF5|RDF"
    r"|Turtle|ODS|ODT|XLSX|YAML|Markdown|iCal|vCard|GTFS|FHIR|HL7"
    r"|Shapefiles?|SQL dump|OCDS|IATI|XForms?|EPUB|PDF/A|SVG)\b",
    re.IGNORECASE,
)
_MOVES = re.compile(
    r"\b(?:export\w*|import\w*|download\w*|dump\w*|extract\w*|back ?ups?|convert\w*|serializ\w*"
    r"|exchang\w*|exporter|télécharg\w*|importer|exporta\w*"
    r"|importa\w*|descarga\w*)\b|экспорт|импорт|выгруз|скача|تصدير|استيراد|تنزيل|导出|导入|下载",
    re.IGNORECASE,
)
# Code and settings are imported too.
_NOT = re.compile(
    r"\bimport(?:s|ed|ing)? (?:the |a )?(?:module|package|library|component|statement)",
    re.IGNORECASE,
)
# A page of the documentation whose name has both, such as csv_export.rst or export/geojson.md.
_NAME_MOVES = re.compile(
    r"(?<![a-z])(?:exports?|exporting|imports?|importing|downloads?|dumps?|api|feeds?)(?![a-z])"
)
_NAME_FORMATS = re.compile(
    r"(?<![a-z])(csv|tsv|json|jsonl|geojson|xml|kml|gpx|parquet|netcdf|rdf|ods|xlsx|ical|gtfs|fhir"
    r"|ocds|iati|xforms?|epub)(?![a-z])"
)
_NAME_PARTS = 2
_SIGNS = ("openapi_description", "graphql_schema")
_KINDS = ("readme", "docs_index", "publiccode")
_TESTS = re.compile(r"(?:^|/)(?:tests?|fixtures?|examples?)/", re.IGNORECASE)


def find(tree: Tree) -> Finding:
    """Lines first, then names of pages, then interfaces."""
    places: list[Place] = []
    formats: set[str] = set()
    for text in proses(tree, *_KINDS):
        for line in text.lines:
            if _MOVES.search(line.text) and not _NOT.search(line.text):
                named = {match[1].upper() for match in _FORMATS.finditer(line.text)}
                if named:
                    formats |= named
                    places.append(seen(text.path, line.number))
    if places:
        return true("described", places[:10], formats=", ".join(sorted(formats)))
    if pages := [file for file in tree.files_of("documentation") if _is_about(file)]:
        about = {match[1].upper() for page in pages for match in _NAME_FORMATS.finditer(_end(page))}
        return true(
            "pages", [seen(page.path) for page in pages[:10]], formats=", ".join(sorted(about))
        )
    signs = [sign for sign in tree.signs_of(*_SIGNS) if not _TESTS.search(sign.path)]
    if signs:
        return true("interface", [seen(sign.path, sign.line) for sign in signs[:10]])
    return false("none")


def _end(file: File) -> str:
    """The name of a file and of its folder, as words."""
    parts = file.path.casefold().split("/")[-_NAME_PARTS:]
    return "/".join(parts).rpartition(".")[0].replace("_", "-")


def _is_about(file: File) -> bool:
    end = _end(file)
    if _TESTS.search(file.path) or not _NAME_FORMATS.search(end):
        return False
    return _NAME_MOVES.search(end) is not None
