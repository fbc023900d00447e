"""An operator of data-juicer that adds findings to samples."""

from __future__ import annotations

import json
from typing import Any

from data_juicer.ops.base_op import OPERATORS, Mapper

from zhlint.archive.lint import lint_records

NAME = "zhlint_mapper"


@OPERATORS.register_module(NAME)
class ZhlintMapper(Mapper):  # type: ignore[misc]
    """Puts the findings of each sample into its field `zhlint`.

    They are lines of JSON, rows as in `findings`.
    A text that could not be checked has the reason in `zhlint_error`, else that is empty. `config` is that of `zhlint.lint_records`.
    """

    def __init__(self, config: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.config = config

    def process_single(self, sample: dict[str, Any]) -> dict[str, Any]:
        """The sample with its findings."""
        rows = list(lint_records([{"text": sample[self.text_key]}], self.config))
        findings = [json.dumps(row.values, ensure_ascii=False) for row in rows if row.table == "findings"]
        errors = [row.values["message"] for row in rows if row.table == "errors"]
        return {**sample, "zhlint": "\n".join(findings), "zhlint_error": "；".join(errors)}
