"""A step of datatrove that adds findings to the metadata of documents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from datatrove.pipeline.base import PipelineStep

from zhlint.archive.lint import lint_records

if TYPE_CHECKING:
    from collections.abc import Iterator


class ZhlintStep(PipelineStep):  # type: ignore[misc]
    """Puts the findings of each document into `metadata["zhlint"]`, rows as in `findings`.

    A text that could not be checked gets `metadata["zhlint_error"]`. `config` is that of `zhlint.lint_records`.
    """

    type = "🔎 - CHECK"
    name = "zhlint"

    def __init__(self, config: Any = None) -> None:
        super().__init__()
        self.config = config

    def run(self, data: Any, rank: int = 0, world_size: int = 1) -> Iterator[Any]:  # noqa: ARG002 - as datatrove calls it
        for document in data:
            with self.track_time():
                rows = list(lint_records([{"text": document.text, "id": document.id}], self.config))
            findings = [row.values for row in rows if row.table == "findings"]
            document.metadata["zhlint"] = findings
            for row in rows:
                if row.table == "errors":
                    document.metadata["zhlint_error"] = row.values["message"]
            self.stat_update("findings", value=len(findings))
            yield document
