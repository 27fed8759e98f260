"""Runs the Python of docs/network.md, all blocks as one program, and checks what it finds.

The folder must hold what the page exports from the run of mini.toml, and expected.json: the same figures
computed from the result file by the test. Any difference ends with a sentence and status 1.
Usage: run_network_example.py PAGE
"""

import json
import re
import sys

try:
    import igraph  # noqa: F401
    import networkx as nx
    import pandas  # noqa: F401
    import xarray  # noqa: F401
except ImportError as missing:
    sys.exit(f"this test needs python3-networkx, python3-igraph, python3-pandas, python3-xarray: {missing}")


def check(condition, sentence):
    if not condition:
        sys.exit(sentence)


def near(found, expected, what):
    check(abs(found - expected) < 1e-9, f"{what}: {found}, expected {expected}")


def example(page):
    with open(page, encoding="utf-8") as text:
        blocks = re.findall(r"^```python\n(.*?)^```$", text.read(), flags=re.MULTILINE | re.DOTALL)
    check(len(blocks) == 4, f"{page} has {len(blocks)} blocks of Python")
    names = {}
    exec(compile("\n".join(blocks), page, "exec"), names)
    return names


def main(page):
    found = example(page)
    with open("expected.json", encoding="utf-8") as text:
        expected = json.load(text)

    contacts, graph = found["contacts"], found["graph"]
    check(contacts.number_of_nodes() == graph.vcount() == expected["nodes"], "nodes of the contacts")
    check(contacts.number_of_edges() == graph.ecount() == expected["edges"], "edges of the contacts")
    counts = found["degree_counts"]
    check(counts == expected["degree_counts"], f"degrees: {counts}, expected {expected['degree_counts']}")
    check(sum(found["degrees"]) == 2 * expected["edges"], "the degrees do not sum to twice the edges")
    by_degree = [found["degrees"].count(d) for d in range(max(found["degrees"]) + 1)]
    check(by_degree == counts, "networkx and igraph count degrees differently")
    for name in ("clustering", "mixing", "mixing_of_kinds"):
        near(found[name], expected[name], name)
        near(found["same_" + name], expected[name], "igraph's " + name)

    check(contacts.graph["format_version"] == 1, f"attributes of the graph: {contacts.graph}")
    check(graph["month"] == "2015-09", f"attributes of the graph: {graph.attributes()}")
    for n, attributes in contacts.nodes(data=True):
        vertex = graph.vs.find(id=str(n))
        check(all(vertex[name] == value for name, value in attributes.items()), f"node {n}: {attributes}, {vertex}")
    check(all(0 < edge["trust_low"] < 1 for _, _, edge in contacts.edges(data=True)), "trust of contacts")

    partners = found["partnerships"]
    check(partners.number_of_nodes() == expected["nodes"], "nodes of the partnerships")
    check(partners.number_of_edges() == expected["partnerships"], "edges of the partnerships")
    same = found["same_partnerships"]
    check((same.vcount(), same.ecount()) == (expected["nodes"], expected["partnerships"]), "tables in igraph")
    near(nx.transitivity(partners), same.transitivity_undirected(mode="zero"), "clustering of partnerships")
    check(all(len(n["commune"]) == 5 for _, n in partners.nodes(data=True)), "INSEE codes lost their zeros")

    of_file = found["contacts_of"]
    check(all(of_file[n] == degree for n, degree in contacts.degree()), "degrees from the result file")


main(sys.argv[1])
