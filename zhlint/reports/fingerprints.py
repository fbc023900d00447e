"""Fingerprints of findings and of rules, by which runs are compared.

No line number goes into them.
"""

from __future__ import annotations

import json
from collections import Counter
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from zhlint.acceptance.keys import key_of
from zhlint.reports.paths import posix_path

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zhlint.report import Report
    from zhlint.rule import Rule


def fingerprints(report: Report) -> tuple[str, ...]:
    """A fingerprint of 32 hex digits for every finding of a report.

    It is made of the path, the rule, the text with its sentence, and a number where these are equal.
    """
    document = report.document
    if document is None:
        return ()
    counts: Counter[str] = Counter()
    digests = []
    for finding in report.findings:
        same = _digest([posix_path(report.path), *key_of(document, finding)])
        counts[same] += 1
        digests.append(same if counts[same] == 1 else _digest([same, counts[same]]))
    return tuple(digests)


def rules_fingerprint(rules: Iterable[Rule]) -> str:
    """Twelve hex digits for rules with their levels and options.

    They are equal where two runs had the same rules.
    """
    rows = sorted(
        (rule.code, rule.level, json.dumps(dict(rule.options), default=str, sort_keys=True)) for rule in rules
    )
    return _digest(rows)[:12]


def _digest(parts: Any) -> str:
    return sha256(json.dumps(parts).encode()).hexdigest()[:32]
