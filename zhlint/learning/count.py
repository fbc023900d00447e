"""The count of an archive, from its files to the table and the proposals."""

from __future__ import annotations

from contextlib import suppress
from hashlib import sha256
from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.desk import NO_DESK
from zhlint.learning.articles import Reader
from zhlint.learning.batches import batches_of
from zhlint.learning.copies import Copies, split_digests
from zhlint.learning.evidence import evidence_of
from zhlint.learning.files import Source, Unread, check_paths, digest_of, sources
from zhlint.learning.formulations import formulations
from zhlint.learning.names import people
from zhlint.learning.proposals import FOLDER, Proposals, write_proposals
from zhlint.learning.terms import RareForms
from zhlint.learning.work import Position, Work
from zhlint.model.counting import LEAST, merged_table
from zhlint.model.scoring import press_prose
from zhlint.model.table import NGrams, TableError, load_table
from zhlint.model.table_file import Counted
from zhlint.phrasing.reasons import system_reason
from zhlint.storage.atomic_write import save
from zhlint.storage.toml import ConfigError, display_path
from zhlint.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from zhlint.learning.work import StoredBatch

#: The name of the table in its folder.
TABLE: Final = "house.ngrams"
#: Two characters stand commonly beside each other where the archive has them so often.
_COMMON: Final = 10
_LIMIT: Final = 64 * 2**20


class Options(NamedTuple):
    """The choices of a count.

    `field` is the field of JSON lines that holds the text; with `lines` every line of a text file is an article; `encoding` is that
    of texts; an n-gram is kept where it stands `least` times.
    """

    field: str = "text"
    lines: bool = False
    encoding: str = "auto"
    least: int = LEAST


DEFAULTS: Final = Options()


class Progress(NamedTuple):
    """The bytes read, of all bytes, and the articles so far.

    `merging` is True once all is read.
    """

    read: int
    size: int
    articles: int
    merging: bool = False


class Learned(NamedTuple):
    """The outcome of a count.

    `articles` were counted, `copies` not, since they repeat earlier ones; `unread` says what else was not, `others` how many files of
    other kinds were passed over. `proposals` are files, each with the number of its entries. `is_new` is False where an earlier
    run had counted the same, and nothing was done.
    """

    table: Path
    articles: int
    copies: int
    characters: int
    unread: tuple[Unread, ...]
    others: int
    proposals: tuple[tuple[Path, int], ...]
    is_new: bool = True


def learn(
    paths: Iterable[str], out: Path, options: Options = DEFAULTS, progress: Callable[[Progress], None] = lambda _: None
) -> Learned:
    """Counts an archive into a table in the folder `out`, and writes proposals beside it.

    `paths` are folders and files. A run that was stopped is gone on with. Raises ConfigError where there is nothing to count,
    OSError where the folder cannot be written.
    """
    paths = tuple(paths)
    check_paths(paths, out)
    files, unread, others = sources(paths, out)
    if not files:
        raise ConfigError(f"没有可数的稿：{_shown(paths)} 里没有 .txt、.md、.docx、.jsonl（可用 gzip、xz 压缩）")
    digest = _digest(files, options)
    if _is_done(out, digest):
        return Learned(out / TABLE, 0, 0, 0, tuple(unread), others, (), is_new=False)
    is_new = not out.exists()
    work = _begun(out, digest)
    try:
        batches = _batches(work, files, options, progress)
        learned = _write(out, digest, batches, options, (tuple(unread), others))
    except ConfigError:
        work.remove()
        if is_new:
            with suppress(OSError):
                out.rmdir()
        raise
    except BaseException:
        work.close()
        raise
    work.remove()
    return learned


def _begun(out: Path, digest: str) -> Work:
    """The work of a count, from where an earlier run stopped. Raises ConfigError."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        return Work(out, digest)
    except OSError as error:
        raise ConfigError(f"无法写入 {display_path(out)}（{system_reason(error)}）") from None


def _shown(paths: Sequence[str]) -> str:
    return "、".join(paths[:3]) + ("等" if len(paths) > 3 else "")


def _digest(files: Iterable[Source], options: Options) -> str:
    """The digest of what is counted, and how."""
    digest = sha256(repr((__version__, options)).encode())
    for file in files:
        digest.update(f"{len(file.shown)} {file.shown} {digest_of(file)}\n".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()[:16]


def _is_done(out: Path, digest: str) -> bool:
    """Whether the table in a folder was counted from the same, and is whole."""
    try:
        table = load_table(out / TABLE, verify=True)
    except TableError:
        return False
    return [counted.digest for counted in table.counted] == [digest] and (out / FOLDER).is_dir()


def _batches(
    work: Work, files: Sequence[Source], options: Options, progress: Callable[[Progress], None]
) -> list[StoredBatch]:
    """The batches of an archive: those of an earlier run, and those that were missing."""
    batches = work.stored()
    copies = Copies()
    for batch in batches:
        copies.add(split_digests(batch.sentences))
    start = batches[-1].end if batches else Position()
    reader = Reader(options.field, options.encoding, _LIMIT, NO_DESK, lines=options.lines)
    articles, size = sum(batch.articles for batch in batches), sum(file.size for file in files)
    for new in batches_of(reader, files, start, copies):
        work.add(new)
        articles += new.articles
        progress(Progress(sum(file.size for file in files[: new.end.source]), size, articles))
    progress(Progress(size, size, articles, merging=True))
    return batches


def _write(
    out: Path, digest: str, batches: Sequence[StoredBatch], options: Options, unread: tuple[tuple[Unread, ...], int]
) -> Learned:
    """Writes the table and the proposals of the batches."""
    articles = sum(batch.articles for batch in batches)
    all_unread = (*unread[0], *(Unread(*one) for batch in batches for one in batch.unread))
    if articles < 2:
        reasons = "".join(f"；{one.path}：{one.reason}" for one in all_unread[:3])
        raise ConfigError(f"只有 {articles} 篇可数的稿，至少要两篇，数不成表{reasons}")
    rare = RareForms(press_prose())
    tallies = [batch.tally() for batch in batches]
    content = merged_table(tallies, options.least, _COMMON, [Counted("archive", "all", digest)], rare.observe)
    persons, clauses = evidence_of(batches)
    proposals = Proposals(
        people(persons), rare.terms(NGrams(content, TABLE), {name for name, *_ in persons}), formulations(clauses)
    )
    written = write_proposals(out / FOLDER, proposals)
    save(out / TABLE, content)
    return Learned(
        out / TABLE,
        articles,
        sum(batch.copies for batch in batches),
        sum(batch.characters for batch in batches),
        all_unread,
        unread[1],
        tuple(written),
    )
