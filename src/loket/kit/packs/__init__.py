"""City packs: folders of TOML that say what a city is, checked down to the line."""

from loket.kit.packs.difference import Change, Difference, compare, loading
from loket.kit.packs.folders import Languages, Pack, read
from loket.kit.packs.sections import Entry, Fault, Loading, Section, in_order, register, registered
from loket.kit.packs.shapes import nearest
from loket.kit.packs.sources import Problem, read_file
from loket.kit.packs.stored import from_json, revision, to_json

__all__ = [
    "Change",
    "Difference",
    "Entry",
    "Fault",
    "Languages",
    "Loading",
    "Pack",
    "Problem",
    "Section",
    "compare",
    "from_json",
    "in_order",
    "loading",
    "nearest",
    "read",
    "read_file",
    "register",
    "registered",
    "revision",
    "to_json",
]
