"""Text -> blocks, each with what it is in the article."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from summarize.reading.dates import find_dates
from summarize.reading.flattened import split_story
from summarize.reading.furniture import is_furniture
from summarize.reading.lines import find_stretches
from summarize.reading.live_blogs import live_blog
from summarize.reading.openings import DATE_LABEL, match_title, split_opening
from summarize.reading.outlets import AGENCIES
from summarize.reading.repeats import find_repeats, same_words
from summarize.schema import Block, BlockRole

__all__ = ["find_blocks", "front_matter"]

HEADER_BLOCKS = 10
"""Blocks from the top among which byline, date and standfirst are looked for."""
MAX_HEADLINE = 45
"""Words; the longest headlines (tabloid web pages) run to about 40."""
MAX_STANDFIRST = 60
"""Words."""
FLATTENED = 150
"""Words from which a single paragraph is taken for a page flattened into one line; news paragraphs stay below 100."""
MAX_CAPTION = 90
"""Words."""
STOPPED_SHARE = 0.5
"""Share of the body's long blocks that must end in a stop before one without is taken for a caption: texts that lost
their punctuation have no captions to be told by it."""

_PARTICLE = r"(?:de|del|della|di|da|van|von|der|den|bin|ibn|al|el|la|le|and|&)"
_NAME = rf"[A-Z][\w'’.-]*(?:\s+(?:{_PARTICLE}\s+)*[A-Z][\w'’.-]*){{1,4}}"
_AGENCY_LINE = re.compile(
    rf"(?:{'|'.join(map(re.escape, AGENCIES))})(?:\s*(?:,|/|\||and|with)\s*(?:{'|'.join(map(re.escape, AGENCIES))}))*"
)
_BYLINE = re.compile(
    rf"(?:(?:words\s|story\s|report(?:ing)?\s|written\s|posted\s|compiled\s|additional\sreporting\s|edit(?:ed|ing)\s)?by:?\s"
    rf"|author:\s|source:\s|reporter:\s)\s*(?-i:{_NAME}|[A-Z]).{{0,110}}"
    r"|(?:\w+\s)?(?:analysis|comment|report|reporting|story|words)(?:\sfrom\s[A-Z][\w\s]{2,30})?\sby\s[A-Z].{2,60}"
    r"|(?:(?:by|from)\s)?our\s(?:\w+\s){0,2}(?:correspondent|reporter|newsroom|staff)s?\b.{0,60}",
    re.IGNORECASE,
)
_SIGN_OFF = re.compile(
    r"\(?(?:(?:additional\s)?(?:reporting|writing|editing|translation|compiled)\s(?:by|from)\s[A-Z]"
    r"|.{3,80}\bcontributed\sto\sthis\s(?:report|article|story)\b)",
    re.IGNORECASE,
)
_LIVE_TITLE = re.compile(
    r"\S\s+(?:\S+\s+)+[-–—|:]\s*(?:live(?:\s+(?:updates?|blog))?|as\s+it\s+happened|latest\s+updates?)\s*$",
    re.IGNORECASE,
)
"""The headline of a live blog."""
_NAME_LINE = re.compile(rf"{_NAME}(?:\s*(?:,|\||-|–|in|for)\s*[\w\s'’&.-]{{2,60}})?")
_DATE_FILLER = re.compile(
    r"\b(?:first|originally|last|published|posted|updated|modified|issued|date|of|publication|on|at|and|by|time|local"
    r"|min(?:ute)?s?|hours?|days?|read|ago|[ap]\.?m|[a-z]?[ecmp][sd]?t|gmt|utc|bst|edited|"
    + "|".join(map(re.escape, AGENCIES))
    + r")\b|[\W\d_]+",
    re.IGNORECASE,
)
_AGO = re.compile(r"\b\d+\s*(?:min(?:ute)?s?|hours?|days?|weeks?)\s+ago\b", re.IGNORECASE)
_LEADING_DATELINE = re.compile(
    rf"""(?:
      [A-Z][\w.'’/-]*(?:[\s,]+[A-Z][\w.'’/-]*){{0,4}}(?:,?\s+\w{{3,9}}\.?\s+\d{{1,2}}(?:,?\s+\d{{4}})?)?
      \s*\((?:[^()]*\b)?(?:{"|".join(map(re.escape, AGENCIES))})\b[^()]{{0,20}}\)\s*(?:[-–—:]+\s+|(?=[A-Z]))
    | [A-Z]{{3,}}[A-Z'’.-]*(?:[\s/]+[A-Z'’.]{{2,}}){{0,3}}(?:,\s+[A-Z][\w.]+(?:\s[A-Z][\w.]+)?)?
      (?:,\s+\w{{3,9}}\.?\s+\d{{1,2}})?\s+[-–—]{{1,2}}\s+
    )""",
    re.VERBOSE,
)
_CAPTION = re.compile(
    r"""^(?:\(?(?:pictured|picture|photo(?:graph)?|image|file\s(?:photo|image|picture)|above|below|inset|left|right
      |top|bottom|(?:far|centre|center)\s(?:left|right)|caption)(?:\s\w+){0,2}:
        | file\s?[-–—:]\s | pictured\b
        | (?:this|an?|the)\s(?:\w+\s){0,2}(?:image|photo|photograph|picture|still|frame\sgrab|video\sgrab
      |screen\s?grab|screenshot)s?(?:,|\s(?:shows?|taken|from|released|provided|made|posted|captures|of)\b) | (?:an?
      |the|general)\s(?:\w+\s)?view\s(?:shows?|of)\b )
      | \(\s*(?:pictured|picture|photo|image|file|left|right|above|centre|center)\b[^()]{0,30}[):]
      | \bpictured:\s
      | \(\s*(?:photo|picture|image|credit|file|ap|afp|reuters|epa|getty)[^()]{0,60}(?:photo|images?|file|via|by
      |/)[^()]{0,60}\)\s*\.?$
      | (?:/|\b(?:photo|picture|image|credit|photograph)s?\s?(?:by)?:\s?|[—–-]\s)[^.]{0,50}\b(?:getty(?:\simages)?
      |afp|reuters|epa|ap|pa|shutterstock|rex|alamy)(?:[\s/][\w\s]{0,30})?\)?$
    """,
    re.IGNORECASE | re.VERBOSE,
)
_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(.{1,4000}?)\r?\n---[ \t]*(?:\r?\n|$)", re.DOTALL)
_CLOSERS = "\"'”’»)] "
_STOPS = ".!?…:;,"


@dataclass(frozen=True)
class _Draft:
    start: int
    end: int
    role: BlockRole | None = None
    bullet: bool = False
    heading: bool = False


def find_blocks(text: str, *, title: str | None = None) -> tuple[Block, ...]:
    """Return the blocks of `text` in order; markers of lists and headings stand outside of them.

    A known `title` is the headline where the text opens with it. Crossheads count as captions: both are words set apart
    from the running text.
    """
    drafts = _cut_openings(text, title)
    drafts = _read_furniture(text, drafts, front_matter(text))
    drafts = _read_header(text, drafts, title)
    drafts = _read_body(text, drafts)
    roles = [draft.role or BlockRole.PARAGRAPH for draft in drafts]
    repeats = find_repeats(text, [(draft.start, draft.end) for draft in drafts], roles)
    return tuple(
        Block(start=draft.start, end=draft.end, role=BlockRole.DUPLICATE, duplicate_of=repeats[index])
        if index in repeats
        else Block(start=draft.start, end=draft.end, role=roles[index])
        for index, draft in enumerate(drafts)
    )


def _words(text: str, draft: _Draft) -> int:
    return len(text[draft.start : draft.end].split())


def _stopped(text: str, draft: _Draft) -> bool:
    return text[draft.start : draft.end].rstrip(_CLOSERS)[-1:] in _STOPS


def _cut_openings(text: str, title: str | None) -> list[_Draft]:
    """Return the stretches of the text, those of the opening cut where a flattened page shows its parts."""
    drafts: list[_Draft] = []
    in_story = False
    for index, stretch in enumerate(find_stretches(text)):
        whole = _Draft(stretch.start, stretch.end, None, stretch.bullet, stretch.heading)
        if stretch.bullet or stretch.heading:
            drafts.append(whole)
            continue
        in_story = in_story or index > HEADER_BLOCKS or any(_is_body(text, draft) for draft in drafts)
        if in_story:
            drafts.extend(_cut_dateline(text, whole))
            continue
        if _is_date_line(text[stretch.start : stretch.end]):
            drafts.append(replace(whole, role=BlockRole.DATELINE))
            continue
        titled = any(draft.role is BlockRole.HEADLINE for draft in drafts)
        pieces = split_opening(text, stretch.start, stretch.end, title, titled=titled)
        for start, end, role in pieces:
            piece = _Draft(start, end, role)
            if role is not None:
                drafts.append(piece)
            elif len(pieces) > 1 or _words(text, piece) >= FLATTENED:
                cuts = [_Draft(*cut) for cut in split_story(text, start, end)]
                drafts.extend(part for cut in cuts for part in _cut_dateline(text, cut))
            else:
                drafts.extend(_cut_dateline(text, piece))
    return drafts


def _is_body(text: str, draft: _Draft) -> bool:
    return draft.role is None and not draft.heading and _words(text, draft) > MAX_HEADLINE


def _cut_dateline(text: str, draft: _Draft) -> list[_Draft]:
    """Return the dateline that opens a paragraph ("KYIV (Reuters) -") and the rest of it."""
    match = _LEADING_DATELINE.match(text, draft.start, draft.end) if draft.role is None else None
    if match is None or match.end() >= draft.end:
        return [draft]
    end = match.start() + len(match[0].rstrip())
    return [_Draft(draft.start, end, BlockRole.DATELINE), replace(draft, start=match.end())]


def _read_furniture(text: str, drafts: list[_Draft], front: re.Match[str] | None) -> list[_Draft]:
    top = front.end() if front else 0
    if live_blog(text) is not None and drafts and _LIVE_TITLE.search(text, drafts[0].start, drafts[0].end):
        # Elsewhere such a line leads to another page.
        drafts = [replace(drafts[0], role=BlockRole.HEADLINE), *drafts[1:]]
    return [
        replace(draft, role=BlockRole.BOILERPLATE)
        if draft.end <= top or (draft.role is None and is_furniture(text[draft.start : draft.end]))
        else draft
        for draft in drafts
    ]


def front_matter(text: str) -> re.Match[str] | None:
    """Return the match of a Markdown file's front matter, its lines as group 1, or null."""
    return _FRONT_MATTER.match(text)


def _is_date_line(piece: str) -> bool:
    dates = find_dates(piece)
    if not dates and not _AGO.search(piece):
        return False
    left = piece
    for date in reversed(dates):
        left = left[: date.start] + " " + left[date.end :]
    left = DATE_LABEL.sub(" ", _AGO.sub(" ", left))
    return not _DATE_FILLER.sub("", left) or bool(re.fullmatch(rf"\W*(?:by\s+)?{_NAME}\W*", left.strip()))


def _is_byline(piece: str) -> bool:
    if len(piece) > 140 or piece.rstrip()[-1:] in "?!":
        return False
    return bool(_AGENCY_LINE.fullmatch(piece) or (_BYLINE.fullmatch(piece) and piece.count(". ") < 2))


def _read_header(text: str, drafts: list[_Draft], title: str | None) -> list[_Draft]:
    """Give roles to what stands above the story: headline, standfirst, byline, date."""
    drafts = list(drafts)
    content = [index for index, draft in enumerate(drafts) if draft.role is not BlockRole.BOILERPLATE][:HEADER_BLOCKS]
    for index in content:
        piece = text[drafts[index].start : drafts[index].end].strip("*_")
        if drafts[index].role is None and not drafts[index].bullet and _is_byline(piece):
            drafts[index] = replace(drafts[index], role=BlockRole.BYLINE)
    header = {BlockRole.DATELINE, BlockRole.BYLINE}
    for index in content:
        draft = drafts[index]
        near = [drafts[i].role for i in (index - 1, index + 1) if 0 <= i < len(drafts)]
        first = not any(drafts[i].role is None for i in content if i < index)
        if draft.role is None and not draft.bullet and not draft.heading and not first and header & set(near):
            piece = text[draft.start : draft.end].strip("*_")
            if len(piece.split()) <= 9 and not _stopped(text, draft) and _NAME_LINE.fullmatch(piece):
                drafts[index] = replace(draft, role=BlockRole.BYLINE)
    _read_headline(text, drafts, content, title)
    return drafts


def _read_headline(text: str, drafts: list[_Draft], content: list[int], title: str | None) -> None:
    """Find the headline and the standfirst under it, in place."""
    headline = next((index for index in content if drafts[index].role is BlockRole.HEADLINE), None)
    open_blocks = [index for index in content if drafts[index].role is None]
    if headline is None and open_blocks and _is_headline(text, drafts, open_blocks, title):
        headline = open_blocks[0]
        drafts[headline] = replace(drafts[headline], role=BlockRole.HEADLINE)
    if headline is None:
        return
    after = [index for index in content if index > headline]
    ends = [index for index in after if drafts[index].role in (BlockRole.DATELINE, BlockRole.BYLINE)]
    whole_line = [index for index in ends if _is_whole_line(text, drafts[index])]
    for index in after:
        draft = drafts[index]
        if draft.role is not None or draft.bullet or _words(text, draft) > MAX_STANDFIRST:
            break
        above_byline = bool(whole_line) and index < whole_line[0] and len(after[: after.index(whole_line[0])]) <= 3
        unstopped = not _stopped(text, draft) and _words(text, draft) >= 4 and index == after[0] and index != after[-1]
        if not (above_byline or unstopped):
            break
        drafts[index] = replace(draft, role=BlockRole.STANDFIRST)


def _is_whole_line(text: str, draft: _Draft) -> bool:
    return text[draft.end : draft.end + 3].lstrip(" \t")[:1] in {"", "\n", "\r"}


def _is_headline(text: str, drafts: list[_Draft], open_blocks: list[int], title: str | None) -> bool:
    """Say whether the first block without a role is the headline."""
    first = drafts[open_blocks[0]]
    if first.bullet:
        return False
    if title is not None and match_title(text, first.start, first.end, title) == first.end:
        return True
    blog = live_blog(text)
    if blog is not None and blog.starts[0] < first.end:
        return False
    if first.heading:
        return True
    if len(drafts) == 1 or (len(open_blocks) == 1 and not any(draft.bullet for draft in drafts)):
        return False
    words = _words(text, first)
    return words <= MAX_HEADLINE and (not _stopped(text, first) or words <= 16)


def _read_body(text: str, drafts: list[_Draft]) -> list[_Draft]:
    """Tell bullets, captions, sign-offs and paragraphs apart."""
    drafts = list(drafts)
    body = [index for index, draft in enumerate(drafts) if draft.role is None and not draft.bullet]
    long_blocks = [index for index in body if _words(text, drafts[index]) >= 8]
    stopped = sum(_stopped(text, drafts[index]) for index in long_blocks)
    told_by_stop = bool(long_blocks) and stopped >= STOPPED_SHARE * len(long_blocks)
    plain = frozenset(body)
    for index, draft in enumerate(drafts):
        if draft.role is not None:
            continue
        piece = text[draft.start : draft.end]
        doubled = any(other in plain and _printed_twice(text, draft, drafts[other]) for other in (index - 1, index + 1))
        last_words = bool(body) and index == body[-1] and _words(text, draft) >= 12
        unstopped = told_by_stop and not _stopped(text, draft) and not last_words
        if draft.bullet:
            role = BlockRole.BULLET
        elif _SIGN_OFF.match(piece) and len(piece.split()) <= 40:
            role = BlockRole.BYLINE
        elif doubled or unstopped or draft.heading or _is_caption(piece):
            role = BlockRole.CAPTION
        else:
            role = BlockRole.PARAGRAPH
        drafts[index] = replace(draft, role=role)
    return drafts


def _printed_twice(text: str, one: _Draft, other: _Draft) -> bool:
    """Say whether two neighbours are a caption and its copy; a paragraph that was pasted twice has its stop twice."""
    same = same_words(text, (one.start, one.end), (other.start, other.end))
    return same and not (_stopped(text, one) and _stopped(text, other))


def _is_caption(piece: str) -> bool:
    """Say whether the words themselves tell a caption."""
    words = piece.split()
    return len(words) <= MAX_CAPTION and (bool(_CAPTION.search(" ".join(words))) or _ends_in_date(piece))


def _ends_in_date(piece: str) -> bool:
    """Say whether a single sentence ends in a full date, as agencies' captions do ("… in Rome, March 1, 2022")."""
    dates = find_dates(piece)
    return (
        bool(dates)
        and not piece[dates[-1].end :].strip(" .()")
        and piece[: dates[-1].start].rstrip().endswith(",")
        and not re.search(r"[.!?]\s", piece)
        and len(piece.split()) >= 8
    )
