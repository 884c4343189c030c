# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What stops when something is gone: against brute force on small graphs."""

import itertools
import math

from hypothesis import given
from hypothesis import strategies as st

from commonweal.resilience import DependencyGraph, Node, Repository
from commonweal.resilience.cover import greedy, groups_of_people
from commonweal.resilience.dominators import gateways, immediate_dominators
from commonweal.resilience.impact import ImpactAnalysis, Stop, shared_dependencies


def repository(
    name: str,
    *,
    needs: str = "",
    tools: str = "",
    provides: str = "",
    core: str = "",
    forge: str = "",
    has_others: bool = False,
) -> Repository:
    return Repository(
        id=name,
        entry_id=name,
        needs=frozenset(needs.split()),
        tools=frozenset(tools.split()),
        provides=frozenset(provides.split()),
        core=frozenset(core.split()),
        has_others=has_others,
        forge=forge,
    )


def graph(
    *repositories: Repository, organisations: dict[str, str] | None = None
) -> DependencyGraph:
    weights = {repository_.entry_id: 1.0 for repository_ in repositories}
    return DependencyGraph(repositories, weights, organisations or {})


def test_a_package_stops_all_who_need_it_and_those_who_need_them() -> None:
    impact = ImpactAnalysis(
        graph(
            repository("app", needs="lib"),
            repository("lib-home", needs="old", provides="lib"),
            repository("other", tools="old"),
        )
    )

    assert impact.stops([Node("package", "old")]) == (
        Stop("app", "provider", "lib-home"),
        Stop("lib-home", "package", "old"),
    )


def test_a_repository_stops_when_all_of_its_core_is_gone() -> None:
    impact = ImpactAnalysis(graph(repository("a", core="ada"), repository("b", core="ada bo")))

    assert [stop.repository_id for stop in impact.stops([Node("person", "ada")])] == ["a"]
    both = [Node("person", "ada"), Node("person", "bo")]
    assert [stop.repository_id for stop in impact.stops(both)] == ["a", "b"]


def test_a_repository_goes_on_where_others_than_its_core_are_active() -> None:
    shared = graph(
        repository("a", core="ada", has_others=True),
        repository("b", core="ada", has_others=True),
        repository("c", core="ada"),
        organisations={"ada": "Acme"},
    )
    impact = ImpactAnalysis(shared)

    assert impact.stops([Node("person", "ada")]) == (Stop("c", "people", ""),)
    assert impact.stops([Node("organisation", "Acme")]) == (Stop("c", "people", ""),)
    assert groups_of_people(impact) == [(Node("person", "ada"),)]
    assert shared_dependencies(shared) == ()


def test_nobody_at_the_core_is_not_everybody_gone() -> None:
    assert ImpactAnalysis(graph(repository("a"))).stops([Node("person", "ada")]) == ()


def test_an_organisation_goes_with_its_people() -> None:
    known = {"ada": "Institute", "bo": "Institute", "cy": "Ministry"}
    impact = ImpactAnalysis(
        graph(repository("a", core="ada bo"), repository("b", core="bo cy"), organisations=known)
    )

    assert impact.entries([Node("organisation", "Institute")]) == {"a"}


def test_a_forge_takes_its_repositories() -> None:
    impact = ImpactAnalysis(
        graph(repository("a", forge="x.example"), repository("b", forge="y.example"))
    )

    assert impact.stops([Node("forge", "x.example")]) == (Stop("a", "forge", "x.example"),)


def test_cycles_of_providers_end() -> None:
    impact = ImpactAnalysis(
        graph(repository("a", needs="b", provides="a"), repository("b", needs="a", provides="b"))
    )

    assert impact.entries([Node("repository", "a")]) == {"a", "b"}


def test_what_is_shared_is_lost_together() -> None:
    dependencies = graph(
        repository("a", core="ada", forge="x.example"),
        repository("b", core="ada", forge="x.example"),
        repository("c", core="bo", forge="x.example"),
    )

    assert shared_dependencies(dependencies) == (
        (Node("forge", "x.example"), frozenset("abc")),
        (Node("person", "ada"), frozenset("ab")),
    )


NAMES = st.sampled_from("pqrs")
PEOPLE = st.frozensets(st.sampled_from("wxyz"), max_size=3)
GRAPHS = st.lists(
    st.builds(
        lambda needs, provides, core: (needs, provides - needs, core),
        st.frozensets(NAMES, max_size=3),
        st.frozensets(NAMES, max_size=2),
        PEOPLE,
    ),
    min_size=1,
    max_size=5,
).map(
    lambda rows: graph(
        *(
            Repository(id=f"r{n}", entry_id=f"r{n}", needs=needs, provides=provides, core=core)
            for n, (needs, provides, core) in enumerate(rows)
        )
    )
)


def stopped_by_definition(dependencies: DependencyGraph, gone: frozenset[Node]) -> set[str]:
    """The rule once more, as plainly as it can be said."""
    stopped: set[str] = set()
    while True:
        more = {
            r.id
            for r in dependencies.repositories
            if (r.core and all(Node("person", who) in gone for who in r.core))
            or any(Node("package", purl) in gone for purl in r.needs)
            or any(
                purl in provider.provides and purl not in r.provides
                for provider in dependencies.repositories
                if provider.id in stopped
                for purl in r.needs
            )
        }
        if more <= stopped:
            return stopped
        stopped |= more


@given(GRAPHS, st.frozensets(NAMES, max_size=2), PEOPLE)
def test_stops_are_what_the_rule_says(
    dependencies: DependencyGraph, packages: frozenset[str], people: frozenset[str]
) -> None:
    gone = frozenset([Node("package", p) for p in packages] + [Node("person", p) for p in people])

    assert {
        stop.repository_id for stop in ImpactAnalysis(dependencies).stops(gone)
    } == stopped_by_definition(dependencies, gone)


@given(GRAPHS, st.integers(1, 3))
def test_greedy_is_never_far_from_the_best_set_of_packages(
    dependencies: DependencyGraph, most: int
) -> None:
    impact = ImpactAnalysis(dependencies)
    nodes = dependencies.nodes("package")
    best = max(
        (
            dependencies.weight_of(impact.entries(chosen))
            for size in range(most + 1)
            for chosen in itertools.combinations(nodes, size)
        ),
        default=0.0,
    )

    taken = greedy(impact, [(node,) for node in nodes], most=most)

    reached = taken[-1].weight if taken else 0.0
    assert reached >= (1 - 1 / math.e) * best - 1e-9
    assert sum(len(step.nodes) for step in taken) <= most


@given(GRAPHS)
def test_greedy_finds_people_whose_loss_stops_something(dependencies: DependencyGraph) -> None:
    impact = ImpactAnalysis(dependencies)
    groups = groups_of_people(impact)

    taken = greedy(impact, groups, most=4)

    can_stop = any(len(group) <= 4 for group in groups)
    assert bool(taken) == can_stop
    weights = [step.weight for step in taken]
    assert weights == sorted(set(weights))


EDGES = st.dictionaries(
    st.sampled_from("abcdef"), st.frozensets(st.sampled_from("abcdef"), max_size=4), max_size=6
)


def reached(edges: dict[str, frozenset[str]], root: str, without: str = "") -> set[str]:
    seen, waiting = {root}, [root]
    while waiting:
        for child in edges.get(waiting.pop(), ()):
            if child not in seen and child != without:
                seen.add(child)
                waiting.append(child)
    return seen


@given(EDGES)
def test_dominators_are_those_whose_removal_cuts_a_node_off(
    edges: dict[str, frozenset[str]],
) -> None:
    found = immediate_dominators(edges, "a")
    everything = reached(edges, "a")

    assert found.keys() == everything
    for node in everything - {"a"}:
        cutting = {
            other for other in everything - {"a", node} if node not in reached(edges, "a", other)
        }
        chain = set()
        here = found[node]
        while here != "a":
            chain.add(here)
            here = found[here]
        assert chain == cutting


def test_a_gateway_is_the_only_way_in() -> None:
    edges = {"root": ["x", "y"], "x": ["deep", "both"], "y": ["both"], "deep": ["deeper"]}

    gateway_of = gateways(immediate_dominators(edges, "root"), "root")

    assert gateway_of == {
        "root": "root",
        "x": "x",
        "y": "y",
        "deep": "x",
        "deeper": "x",
        "both": "both",
    }


def test_a_chain_of_a_hundred_thousand_packages_is_no_matter() -> None:
    edges = {str(n): [str(n + 1)] for n in range(100_000)}

    assert immediate_dominators(edges, "0")["100000"] == "99999"
