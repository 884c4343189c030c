# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What a fact and a number both count, they count by one rule."""

from hypothesis import given
from hypothesis import strategies as st

from commonweal.core.tree import File, Tree
from commonweal.evidence.engine import Engine
from commonweal.measures.catalogue import read_metric
from tests.measures.test_metrics import FOLDER as METRICS
from tests.measures.test_probes import OURS as PROBES

FILES = {
    "repository_id": "VARCHAR",
    "path": "VARCHAR",
    "kind": "VARCHAR",
    "language": "VARCHAR",
    "size": "BIGINT",
}
PERIODS = {"subject_id": "VARCHAR", "period": "VARCHAR"}
METRIC = read_metric(METRICS / "test_share")
[PROBE] = [probe for probe in PROBES if probe.id == "tests_present"]
ENDINGS = (".py", ".JSON", ".json", ".yml", ".yaml", ".html", ".md", ".sql", ".rst", ".c", "")


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["code", "test", "data", "vendored"]),
            st.sampled_from(ENDINGS),
            st.sampled_from(["Python", None]),
            st.sampled_from([None, 0, 9]),
        ),
        max_size=12,
    )
)
def test_the_share_of_tests_is_that_of_the_fact(
    drawn: list[tuple[str, str, str | None, int | None]],
) -> None:
    rows = [
        (f"f{place}{ending}", kind, language, size)
        for place, (kind, ending, language, size) in enumerate(drawn)
    ]
    files = tuple(
        File(path, 33188, size, "", kind, language, 1, None) for path, kind, language, size in rows
    )

    assert PROBE.find is not None
    found = PROBE.find(Tree(files=files))
    engine = Engine()
    try:
        engine.offer_rows("files", FILES, [("r", *row) for row in rows])
        engine.offer_rows("periods", PERIODS, [("r", "now")])
        shares = [row[2] for row in engine.rows(METRIC.sql)]
    finally:
        engine.close()

    tests, code = (int(found.values.get(name, 0)) for name in ("tests", "code"))
    assert shares == ([100.0 * tests / (tests + code)] if tests + code else [])
