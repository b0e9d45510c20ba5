"""The watchdog's tree against the recursive definition of RFC 6962 and its published examples."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable_watchdog.errors import Refused
from answerable_watchdog.merkle import EMPTY_ROOT, Frontier, leaf_hash, root_from_proof, root_of_hashes
from tests.watchdog import small_log

# The eight leaves and their roots that Certificate Transparency implementations test with.
CT_LEAVES = [bytes.fromhex(x) for x in ["", "00", "10", "2021", "3031", "40414243", "5051525354555657"]] + [
    bytes.fromhex("606162636465666768696a6b6c6d6e6f")
]
CT_ROOTS = {
    1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    2: "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    3: "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    8: "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
}


def hashes(count: int) -> list[bytes]:
    return [hashlib.sha256(str(n).encode()).digest() for n in range(count)]


@pytest.mark.parametrize(("size", "root"), CT_ROOTS.items())
def test_published_roots(size: int, root: str) -> None:
    assert root_of_hashes(leaf_hash(x) for x in CT_LEAVES[:size]).hex() == root


def test_empty_root_is_the_hash_of_nothing() -> None:
    assert root_of_hashes([]) == EMPTY_ROOT == hashlib.sha256(b"").digest()


@pytest.mark.parametrize("size", [*range(1, 70), 127, 128, 129, 255, 256, 257, 511, 512, 513, 1000])
def test_root_is_that_of_the_recursive_definition(size: int) -> None:
    assert root_of_hashes(hashes(size)) == small_log.tree_hash(hashes(size))


@given(st.integers(0, 5), st.integers(0, 40))
def test_subtrees_and_single_leaves_give_one_root(whole: int, rest: int) -> None:
    all_hashes = hashes(whole * 16 + rest)
    tree = Frontier()
    for start in range(0, whole * 16, 16):
        tree.add(small_log.tree_hash(all_hashes[start : start + 16]), 4)
    for each in all_hashes[whole * 16 :]:
        tree.add(each)
    assert (tree.size, tree.root()) == (len(all_hashes), small_log.tree_hash(all_hashes))


def test_a_subtree_off_its_place_is_an_error_of_the_caller() -> None:
    tree = Frontier()
    tree.add(bytes(32))
    with pytest.raises(ValueError, match="cannot start at leaf 1"):
        tree.add(bytes(32), 3)


def test_every_proof_of_every_small_tree_leads_to_its_root() -> None:
    for size in range(1, 40):
        leaves = hashes(size)
        root = small_log.tree_hash(leaves)
        for index in range(size):
            assert root_from_proof(leaves[index], index, size, small_log.audit_path(index, leaves)) == root


@given(st.integers(1, 300), st.data())
def test_a_changed_proof_never_leads_to_the_root(size: int, data: st.DataObject) -> None:
    leaves = hashes(size)
    index = data.draw(st.integers(0, size - 1))
    claimed = data.draw(st.integers(0, size - 1))
    path = small_log.audit_path(index, leaves)
    how = data.draw(st.sampled_from(["index", "cut", "longer", "other"]))
    if how == "cut":
        path = path[:-1]
    elif how == "longer":
        path = [*path, bytes(32)]
    elif how == "other" and path:
        path[data.draw(st.integers(0, len(path) - 1))] = bytes(32)
    unchanged = path == small_log.audit_path(index, leaves) and (how != "index" or claimed == index)
    try:
        found = root_from_proof(leaves[index], claimed if how == "index" else index, size, path)
    except Refused:
        assert not unchanged
        return
    assert (found == small_log.tree_hash(leaves)) == unchanged


@pytest.mark.parametrize(("index", "size"), [(0, 0), (1, 1), (-1, 3), (5, 3)])
def test_an_index_outside_the_tree_is_refused(index: int, size: int) -> None:
    with pytest.raises(Refused, match="is not in a tree"):
        root_from_proof(bytes(32), index, size, [])
