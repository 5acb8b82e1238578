"""What YAML can do that engagements may not: anchors, merges, second documents, depth and size without end."""

from __future__ import annotations

from milepost.loading.page import Fault, quoted

DEEPEST = 32
"""Levels of lists and mappings; FORMAT.md, Conventions. libyaml itself crashes at about 25,000."""

MOST_NODES = 200_000
"""Scalars, lists and mappings of one file; FORMAT.md, Conventions."""

MOST_FAULTS = 100
"""Faults after which reading a file stops, and warnings after which no more are kept."""


def anchor_fault(anchor: str) -> Fault:
    """What is wrong with `&name`."""
    return Fault(
        "Y021",
        f"{quoted(anchor)} is a YAML anchor; anchors are not allowed",
        "Delete it, or put the text in quotes.",
    )


def alias_fault(alias: str) -> Fault:
    """What is wrong with `*name`."""
    hint = "Write the value again in full, or put the text in quotes."
    return Fault("Y022", f"{quoted(alias)} is a YAML alias; aliases are not allowed", hint)


MERGE = Fault("Y023", "the merge key “<<” is not allowed", "Write the merged fields in full in each record.")
DECOMPOSED = Fault(
    "Y036",
    "the key has an accent as a character of its own (it is not in Unicode form NFC)",
    "Type the key again; it looks the same but is another one.",
)
COLLECTION_KEY = Fault(
    "Y033",
    "a list or mapping stands in the place of a key",
    "Put the text in quotes if it is one that begins with a bracket, such as a template's {{ name }}.",
)
SECOND_DOCUMENT = Fault(
    "Y025",
    "a second YAML document begins here",
    "Delete the line “---”; records of one collection are items of one list.",
)
TOO_DEEP = Fault(
    "Y007", f"lists and mappings are nested more than {DEEPEST} levels deep", "Make the structure flatter."
)
TOO_MANY_NODES = Fault(
    "Y008",
    f"the file has more than {MOST_NODES:,} values",
    "Split it: a collection may be a folder with one record per file.",
)
TOO_MANY_FAULTS = Fault(
    "Y009", f"more than {MOST_FAULTS} faults: the rest was not read", "Correct these and try again."
)
