"""`endorse letter` and `endorse motion`: what leaves the house, when, and from which template."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cli.running import Endorse, Write
from endorse_cli import api
from endorse_cli.api import kept_records
from endorse_cli.reports.papers import motions, numbered_answers, paper_values, subject, verdicts
from endorse_cli.reports.papers.spoken import NO_SLATE
from endorse_cli.reports.papers.subject import Subject
from endorse_cli.views.printed_names import outcome_words
from support.accounts import account
from support.golden import same
from support.once import is_ours

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
EXAMPLES = ROOT / "examples"
RIVERBEND = EXAMPLES / "riverbend" / "rubric.yaml"
OLDER = ROOT / "tests" / "support" / "rubrics" / "class-alignment-1.0.0.yaml"
GOLDEN = HERE / "golden"
SHEET = "\f\n"
"""Between two sheets of paper."""


def enclosed(out: str) -> list[tuple[str, list[str]]]:
    """Each letter with the pages of its sheet."""
    found: list[tuple[str, list[str]]] = []
    for text in out.split(SHEET):
        if text.startswith(("Enclosed: ", "What we recorded about ")):
            found[-1][1].append(text)
        else:
            found.append((text, []))
    return found


def of_one(out: str) -> tuple[str, str]:
    """The only letter, and its sheet as one text."""
    ((letter, pages),) = enclosed(out)
    return letter, "".join(pages)


SLATE = """\
slate: Riverbend slate, autumn 2026
ballot_question: Shall the chapter endorse these candidates?
chapter:
  body: the general meeting
  voting_threshold: two thirds of those voting
  reply_to: committee@riverbend.example
  deadlines: {corrections: 2026-06-08, vote: 2026-06-14}
votes:
  Philippa Okonjo-Reyes: not endorsed, 41 to 12
"""

PAPERS = {
    "letter": ("letter",),
    "questions": ("letter", "--moment", "questions"),
    "decision": ("letter", "--moment", "decision"),
    "motion": ("motion",),
}
TEMPLATES = {
    "letter": "letter-finding",
    "questions": "letter-questions",
    "decision": "letter-decision",
    "motion": "motion",
}


def record(endorse: Endorse, folder: Path, *files: str | Path, rubric: Path | None = None) -> Path:
    """A record in the test's own folder."""
    path = folder / "record.json"
    by = () if rubric is None else ("--rubric", rubric)
    ended = endorse("score", *files, *by, "--format", "json", "-o", path)
    assert ended.status == 0, ended.err
    return path


WRITTEN: dict[tuple[str, tuple[Path, ...], Path | None], str] = {}
"""The papers of the examples, each written once for all tests."""


def paper(endorse: Endorse, folder: Path, which: str, *files: Path, rubric: Path | None) -> str:
    """A paper of candidates, with what is voted on beside them."""
    key = (which, files, rubric)
    if not all(is_ours(str(file)) for file in (*files, rubric or EXAMPLES)):
        return written(endorse, folder, which, *files, rubric=rubric)
    if key not in WRITTEN:
        WRITTEN[key] = written(endorse, folder, which, *files, rubric=rubric)
    return WRITTEN[key]


def written(endorse: Endorse, folder: Path, which: str, *files: Path, rubric: Path | None) -> str:
    """A paper as the command writes it."""
    path = record(endorse, folder, *files, rubric=rubric)
    (folder / "slate.yaml").write_text(SLATE, encoding="utf-8")
    by = () if rubric is None else ("--rubric", rubric)
    ended = endorse(*PAPERS[which], path, *by)
    assert (ended.status, ended.err if which != "decision" else "") == (0, "")
    return ended.out


def running_lines(text: str) -> str:
    """A text with what is folded on one line."""
    return re.sub(r"\n {2,}", " ", text)


def running(text: str) -> str:
    """A text on one line."""
    return " ".join(text.split())


READ = [
    ("letter", "slate/05-okonjo", RIVERBEND),
    ("letter", "slate/04-marchetti", RIVERBEND),
    ("letter", "endorsed-on-surplus", None),
    ("letter", "undetermined-open-questions", None),
    ("letter", "declined-neither-track", None),
    ("questions", "slate/06-halloran", RIVERBEND),
    ("questions", "undetermined-open-questions", None),
    ("decision", "slate/05-okonjo", RIVERBEND),
    ("decision", "deliberate-in-the-middle", None),
    ("motion", "slate/01-calloway", RIVERBEND),
    ("motion", "slate/03-achebe", RIVERBEND),
    ("motion", "slate/05-okonjo", RIVERBEND),
    ("motion", "deliberate-in-the-middle", None),
    ("motion", "undetermined-open-questions", None),
]


@pytest.mark.parametrize(("which", "example", "rubric"), READ, ids=lambda value: str(value)[-30:])
def test_a_paper_reads_as_it_was_read_by_eye(
    endorse: Endorse, tmp_path: Path, which: str, example: str, rubric: Path | None
) -> None:
    """Letters in three moments, mails and motions, whole."""
    out = paper(endorse, tmp_path, which, EXAMPLES / f"{example}.yaml", rubric=rubric)
    name = f"{which}-{Path(example).name}.txt"
    same(GOLDEN / name, out)


def everybody() -> Iterator[tuple[list[Path], Path | None]]:
    """The candidates of every example, and the rubric that each is for."""
    yield sorted(EXAMPLES.glob("*.yaml")), None
    yield sorted(EXAMPLES.glob("slate/[0-9]*.yaml")), RIVERBEND
    yield sorted((EXAMPLES / "supplier-review").glob("*.yaml")), None
    own = [path for path in (EXAMPLES / "riverbend").glob("*.yaml") if path != RIVERBEND]
    yield sorted(own), RIVERBEND


@pytest.mark.parametrize("which", PAPERS)
def test_no_id_stands_in_any_paper(endorse: Endorse, tmp_path: Path, which: str) -> None:
    """Members and candidates read labels and words; of every example, overlays among them."""
    for files, rubric in everybody():
        assert files
        out = paper(endorse, tmp_path, which, *files, rubric=rubric)
        assert not re.findall(r"[a-z0-9]+_[a-z0-9_]+", out)
        assert not re.findall(r"\d{4}-\d{2}-\d{2}", out)


@pytest.mark.parametrize("which", PAPERS)
def test_a_rubric_without_words_for_people_still_has_papers(
    endorse: Endorse, write: Write, tmp_path: Path, which: str
) -> None:
    """Where it says nothing, its ids stand as words and the answers themselves say why."""
    text = (EXAMPLES / "endorsed-on-surplus.yaml").read_text("utf-8")
    text = re.sub(r"^rubric:.*\n", "", text, flags=re.MULTILINE)
    text = re.sub(r"^  (labor|progressive|tenant)_backing:.*\n(    .*\n)*", "", text, flags=re.M)
    text = re.sub(r"accepts_positions: .*", "accepts_positions: yes", text)
    known = set(re.findall(r"^  (\w+):$", OLDER.read_text("utf-8"), re.MULTILINE))
    head, _, answers = text.partition("answers:\n")
    kept = re.findall(r"^  (?:(\w+):.*\n(?:    .*\n|\n)*)", answers, re.MULTILINE)
    blocks = re.findall(r"^  \w+:.*\n(?:    .*\n|\n)*", answers, re.MULTILINE)
    answers = "".join(b for b, id in zip(blocks, kept, strict=True) if id in known)
    candidate = write(
        "older.yaml", f"{head}answers:\n{answers}  coalition: [labor, progressives]\n"
    )
    out = paper(endorse, tmp_path, which, candidate, rubric=OLDER)
    assert not re.findall(r"[a-z]+_[a-z_]+", out)
    if which == "motion":
        assert "Resolved, that the general meeting adopt for Desmond Okafor-Hale: endorse." in (
            running(out)
        )


def test_the_letter_with_a_crossed_red_line_holds_all_that_is_needed(
    endorse: Endorse, tmp_path: Path
) -> None:
    """Question, what the answer means, source, day and who adopted it, in at most 250 words."""
    file = EXAMPLES / "slate" / "05-okonjo.yaml"
    letter, sheet = of_one(written(endorse, tmp_path, "letter", file, rubric=RIVERBEND))
    assert len(letter.split()) <= 250
    text = running(letter)
    for part in (
        "Dear Philippa Okonjo-Reyes,",
        "Question 9: Have you kept our line against public money for the data center on the river? "
        "(¶8.1, adopted by the general meeting on March 21, 2026)",
        "We recorded: crossing, that is: “A vote or a statement for it stands on record, and "
        "nothing takes it back.”",
        "minutes of the council, May 6, 2026: Voted for the subsidy, item 14.",
        "Were question 9 answered “past” or “kept”, the rubric would come to: endorse.",
        "write to committee@riverbend.example by June 8, 2026: the number of the question,",
        "(adopted January 24, 2026)",
    ):
        assert part in text
    assert "Two members asked" not in letter + sheet
    assert running(sheet).startswith("Enclosed: what we recorded about Philippa Okonjo-Reyes")
    own = (
        "9. Have you kept our line against public money for the data center on the river? – "
        "crossing (¶8.1); source: minutes of the council, May 6, 2026"
    )
    assert own in running(sheet)
    assert "May 22, 2026, by the candidate: Asks to record" in running(sheet)


def test_every_question_of_the_rubric_is_on_the_sheet_once(
    endorse: Endorse, tmp_path: Path
) -> None:
    """Numbered without a gap, so that whoever answers can name any by its number."""
    file = EXAMPLES / "slate" / "05-okonjo.yaml"
    out = written(endorse, tmp_path, "letter", file, rubric=RIVERBEND)
    asked = json.loads((tmp_path / "record.json").read_text("utf-8"))["lines"]
    numbers = re.findall(
        r"(?:^|; |SCORED: )(\d+)\. ", running_lines(out.partition(SHEET)[2]), re.MULTILINE
    )
    assert sorted(map(int, numbers)) == list(range(1, len(asked) + 1))


def test_the_sheet_has_every_question_as_it_is_put_and_fits_its_pages(
    endorse: Endorse, tmp_path: Path
) -> None:
    """Each with our answer; the letter says of how many pages, sixty lines at most on one."""
    said = ("one page", "two pages")
    for files, rubric in everybody():
        out = paper(endorse, tmp_path, "letter", *files, rubric=rubric)
        found = enclosed(out)
        for letter, pages in found:
            assert f"our answer and its source ({said[len(pages) - 1]})." in running(letter)
            assert all(len(page.splitlines()) <= 60 for page in pages)
            assert all("(continued)" in page.splitlines()[0] for page in pages[1:])
        if rubric == RIVERBEND:
            asked = "6. Have you signed the pledge of the Riverbend tenants' council? – "
            assert running(out).count(asked) == len(found)


def test_a_letter_has_at_most_250_words_and_all_that_speaks_against(
    endorse: Endorse, tmp_path: Path
) -> None:
    """Of every example: up to two adverse answers with question, meaning, source and day."""
    adverse = []
    for files, rubric in everybody():
        out = paper(endorse, tmp_path, "letter", *files, rubric=rubric)
        for letter, _ in enclosed(out):
            assert len(letter.split()) <= 250, letter
            found = letter.partition("WHAT WOULD CHANGE IT")[0]
            told = re.findall(r"^  Question \d+: ", found, re.MULTILINE)
            assert len(re.findall(r"^    We recorded: ", letter, re.MULTILINE)) == len(told)
            assert len(re.findall(r"^    Source: ", letter, re.MULTILINE)) >= len(told)
            adverse.append(len(told))
    assert max(adverse) >= 2


def test_what_a_letter_has_no_room_for_stands_on_the_sheet(
    endorse: Endorse, write: Write, tmp_path: Path
) -> None:
    """Of many adverse answers the first are told in full; the others with what each means."""
    asks = "".join(
        f'  c{n}: {{group: g, label: "Point {n}", ask: "Is point {n} kept, {"by far, " * 9}ok?",\n'
        f'    answer: yes_no, anchors: {{yes: "It is kept.", no: "It is left out {n} times."}},\n'
        f"    from: p1, basis: stated}}\n"
        for n in range(1, 10)
    )
    points = "{sum: [" + ", ".join(
        f"{{points: c{n}, give: {{yes: 1, no: 0}}}}" for n in range(1, 10)
    )
    rubric = write(
        "many.yaml",
        "format: 1\nrubric: many\nversion: 1.0.0\ntitle: Many\ndocument: {title: Many}\n"
        f"groups: {{g: {{title: All}}}}\ncriteria:\n{asks}"
        f"scores:\n  s: {{value: {points}]}}, from: p1, basis: stated}}\n"
        "decisions:\n  fit:\n    outcomes: [no, yes]\n    rows:\n"
        "      most: {is: yes, when: {s: {at_least: 1}}, from: p1, basis: stated}\n"
        "    otherwise: {is: no, from: p1, basis: stated}\n",
    )
    answers = ", ".join(f"c{n}: no" for n in range(1, 10))
    candidate = write(
        "one.yaml", f"candidate: Bo Carr\nas_of: 2026-05-01\nanswers: {{{answers}}}\n"
    )
    letter, sheet = of_one(paper(endorse, tmp_path, "letter", candidate, rubric=rubric))
    assert len(letter.split()) <= 250
    told = [int(n) for n in re.findall(r"^  Question (\d+): ", letter, re.MULTILINE)]
    more = [int(n) for n in re.findall(r"^Question (\d+): no, that is: “It is", sheet, re.M)]
    assert told
    assert more
    assert told + more == list(range(1, 10))
    assert f"see questions {more[0]} to {more[-1]} at the end" in running(letter)


def test_a_letter_speaks_to_the_candidate(endorse: Endorse, write: Write, tmp_path: Path) -> None:
    """No question of a letter speaks of them; without words for that it is quoted."""
    for files, rubric in everybody():
        out = paper(endorse, tmp_path, "letter", *files, rubric=rubric)
        asked = re.findall(
            r"Question \d+: (.+?)(?:\(¶|We recorded|Open:)", running_lines(out), re.MULTILINE
        )
        assert asked
        assert not [q for q in asked if re.search(r"the (candidate|supplier)\b", q)]
        assert "INFERRED" not in out
    text = (ROOT / "rubrics" / "class-alignment" / "rubric.yaml").read_text("utf-8")
    mine = "Do you say in public, in this campaign, that you are a democratic socialist, and where?"
    assert f'    asked: "{mine}"\n' in text
    rubric = write("r.yaml", text.replace(f'    asked: "{mine}"\n', ""))
    file = EXAMPLES / "declined-cadre-not-open.yaml"
    out = paper(endorse, tmp_path, "letter", file, rubric=rubric)
    assert "Question 4: Openly a socialist: “Does the candidate identify in public" in running(out)


def test_a_letter_tells_only_ways_up(endorse: Endorse, tmp_path: Path) -> None:
    """What is named leads to a better outcome than any that is possible now; some letters do."""
    told = 0
    for files, rubric in everybody():
        path = record(endorse, tmp_path, *files, rubric=rubric)
        by = () if rubric is None else ("--rubric", rubric)
        read = json.loads(path.read_text("utf-8"))["records"]
        letters = [letter for letter, _ in enclosed(endorse("letter", path, *by).out)]
        for each, letter in zip(read, letters, strict=True):
            loaded = api.load_rubric(rubric or each["rubric"]["id"]).rubric
            leading = loaded.decisions[loaded.leading]
            titles = [outcome_words(leading, name) for name in leading.outcomes]
            best = leading.outcomes.index(each["decisions"][leading.id]["possible"][-1])
            ways = re.findall(r"would (?:lead|come) to: (.+?)\.", running(letter))
            assert all(titles.index(way) > best for way in ways)
            told += len(ways)
    assert told > 10


def test_a_way_that_hangs_on_open_answers_says_so(endorse: Endorse, tmp_path: Path) -> None:
    """What has to turn out well besides is named by its numbers, and no way is told twice."""
    file = EXAMPLES / "declined-judicial-office.yaml"
    text = running(paper(endorse, tmp_path, "letter", file, rubric=None).partition(SHEET)[0])
    assert text.count("These answers together would lead to") == 1
    assert re.search(r"That holds with questions [\d, and to]+, still open, turning out well", text)


def test_a_mail_asks_and_says_nothing_else(endorse: Endorse, write: Write, tmp_path: Path) -> None:
    """Never that assessors disagree; whoever would rather not say is not asked again."""
    text = (EXAMPLES / "slate" / "06-halloran.yaml").read_text("utf-8")
    disputed = text.replace("{unknown: not_asked}", "{one_of: [kept, past, crossing]}")
    declined = disputed.replace(
        "tenant_pledge: {unknown: no_reply}", "tenant_pledge: {unknown: declined}"
    )
    out = paper(endorse, tmp_path, "questions", write("a.yaml", text), rubric=RIVERBEND)
    same = paper(endorse, tmp_path, "questions", write("a.yaml", disputed), rubric=RIVERBEND)
    less = paper(endorse, tmp_path, "questions", write("a.yaml", declined), rubric=RIVERBEND)
    assert out == same
    assert "pledge" in out
    assert "pledge" not in less
    assert "Subject: One question before June 8, 2026" in less
    first, second = out.split(SHEET)
    assert "Dear Wyn Halloran," in first
    assert "Dear campaign of Wyn Halloran," in second
    assert "landlords" not in first
    assert "“I would rather not say” is an answer too" in running(first)


def test_who_is_asked_nothing_is_named_on_a_last_sheet(endorse: Endorse, tmp_path: Path) -> None:
    """Nobody is passed over in silence, and nobody gets an empty mail."""
    files = [EXAMPLES / "slate" / name for name in ("05-okonjo.yaml", "06-halloran.yaml")]
    sheets = paper(endorse, tmp_path, "questions", *files, rubric=RIVERBEND).split(SHEET)
    assert [sheet.split()[0] for sheet in sheets] == ["Subject:", "Subject:", "No"]
    assert "can change the result. Philippa Okonjo-Reyes" in running(sheets[-1])


def test_a_motion_affirms_in_few_words(endorse: Endorse, tmp_path: Path) -> None:
    """From sixty to ninety words are read aloud, with no double negative, each with its passage."""
    for files, rubric in everybody():
        moved = [
            m
            for m in paper(endorse, tmp_path, "motion", *files, rubric=rubric).split(SHEET)
            if "Resolved, that" in m
        ]
        assert moved
        for motion in moved:
            read = motion[motion.index("Motion on") :].split("\n\n")
            aloud = " ".join(part for part in read[:3])
            assert 60 <= len(aloud.split()) <= 90, motion
            negative = r"\b(not|no|never|fails|without|stop)\b"
            (resolved,) = [part for part in read[:3] if part.startswith("Resolved")]
            assert len(re.findall(negative, resolved)) <= 1
            assert not re.search(r"\b(not|no longer|fails|without)\b[^;]*\b(not|no)\b", aloud)
            assert "(¶" in aloud
            assert "Put to the general meeting on June 14, 2026." in running(motion)
            assert "“Class Alignment Electoral" in running(motion) or rubric != RIVERBEND


def test_what_is_not_recommended_is_not_moved(endorse: Endorse, tmp_path: Path) -> None:
    """The paper says so and why, and holds no sentence to be voted on."""
    file = EXAMPLES / "slate" / "05-okonjo.yaml"
    out = running(paper(endorse, tmp_path, "motion", file, rubric=RIVERBEND))
    assert "Not moved: Philippa Okonjo-Reyes, City Council, District 2" in out
    assert "The rubric comes to: do not endorse. A red line is crossed" in out
    assert "Resolved" not in out


def test_for_deliberation_the_same_is_moved_without_advice(
    endorse: Endorse, tmp_path: Path
) -> None:
    """It says so first, and has a statement each way, or lines for the movers."""
    file = EXAMPLES / "slate" / "04-marchetti.yaml"
    out = paper(endorse, tmp_path, "motion", file, rubric=RIVERBEND)
    assert out.startswith("For deliberation: the rubric gives no advice\n")
    assert "Resolved, that the Riverbend chapter endorse Silvan Marchetti for" in out
    assert "For it: ____" in out
    assert "Against it: “He has had the pledge on his desk since March.” (tenants'" in out


def test_a_row_that_may_not_fit_is_not_spoken_of(
    endorse: Endorse, write: Write, tmp_path: Path
) -> None:
    """Nobody accused her: where a condition fails for certain, no letter speaks of a red line."""
    text = (EXAMPLES / "slate" / "08-abernathy.yaml").read_text("utf-8")
    open_line = text.replace("landlord_money: kept", "landlord_money: {unknown: not_asked}")
    for which in ("letter", "motion", "decision"):
        out = paper(endorse, tmp_path, which, write("a.yaml", open_line), rubric=RIVERBEND)
        assert "A condition of an endorsement is not met" in running(out)
        assert "ed line" not in out.partition(SHEET)[0]


def test_a_record_from_before_some_fields_were_kept_still_gives_papers(
    endorse: Endorse, tmp_path: Path
) -> None:
    """As far as it tells: no certain row, no notices, nothing of what matters."""
    path = record(endorse, tmp_path, EXAMPLES / "slate" / "08-abernathy.yaml", rubric=RIVERBEND)
    old = json.loads(path.read_text("utf-8"))
    del old["notices"]
    for decided in old["decisions"].values():
        del decided["row"]
    for reason in old["reasons"].values():
        del reason["row"]
    for line in old["lines"]:
        del line["speaks"], line["matters"]
    path.write_text(json.dumps(old), encoding="utf-8")
    for words in PAPERS.values():
        assert endorse(*words, path, "--rubric", RIVERBEND).status == 0
    out = running(endorse("letter", path, "--rubric", RIVERBEND).out)
    assert "Recommendation: do not endorse. A condition of an endorsement is not met" in out


def test_two_who_are_recommended_for_one_seat_are_told_in_both(
    endorse: Endorse, write: Write, tmp_path: Path
) -> None:
    """The body has to choose, and each motion names the other."""
    text = (EXAMPLES / "slate" / "03-achebe.yaml").read_text("utf-8")
    rival = write("rival.yaml", text.replace("Nkiru Achebe-Lund", "Bo Carr"))
    file = EXAMPLES / "slate" / "03-achebe.yaml"
    first, second = paper(endorse, tmp_path, "motion", file, rival, rubric=RIVERBEND).split(SHEET)
    assert "For this seat Bo Carr is recommended too;" in running(first)
    assert "For this seat Nkiru Achebe-Lund is recommended too;" in running(second)


@pytest.mark.parametrize("which", ["letter", "motion"])
def test_what_members_should_see_stands_in_it(endorse: Endorse, tmp_path: Path, which: str) -> None:
    """A notice stands beside the verdict, whatever it weighs."""
    out = running(paper(endorse, tmp_path, which, EXAMPLES / "both-tracks.yaml", rubric=None))
    assert "A red line was crossed in the past and has been taken back." in out
    assert "The candidate refuses to join the chapter's Socialists in Office Committee" in out


def test_the_letter_after_the_vote_says_what_was_decided(endorse: Endorse, tmp_path: Path) -> None:
    """As `slate.yaml` has it by name; for whoever is not named there is a line to fill in."""
    files = [EXAMPLES / "slate" / name for name in ("05-okonjo.yaml", "01-calloway.yaml")]
    first, second = paper(endorse, tmp_path, "decision", *files, rubric=RIVERBEND).split(SHEET)
    assert "WHAT WAS DECIDED\n\nnot endorsed, 41 to 12\n" in first
    assert "There was no motion from us about you." in running(first)
    assert "WHAT WAS DECIDED\n\n________" in second
    assert "The question was: “Shall the chapter endorse these candidates?”" in running(second)
    assert "WHAT WAS PUT TO THE VOTE" not in first


def test_a_name_that_no_vote_has_is_told(endorse: Endorse, write: Write, tmp_path: Path) -> None:
    """Whose result nothing says is named, with the name that may have been meant."""
    files = [EXAMPLES / "slate" / name for name in ("05-okonjo.yaml", "01-calloway.yaml")]
    path = record(endorse, tmp_path, *files, rubric=RIVERBEND)
    write("slate.yaml", SLATE.replace("Okonjo-Reyes:", "Okonjo Reyes:"))
    told = running(endorse("letter", path, "--rubric", RIVERBEND, "--moment", "decision").err)
    both = "Philippa Okonjo-Reyes (but of “Philippa Okonjo Reyes”) and Ines Calloway-Brandt"
    assert f"has no `votes` of {both}: that is left blank." in told


def test_an_answer_that_is_not_settled_is_on_the_sheet_with_its_sources(
    endorse: Endorse, tmp_path: Path
) -> None:
    """The candidate is told no less than everybody: what was given, and where it can be read."""
    file = EXAMPLES / "assessors-disagree.yaml"
    public = json.loads(endorse("score", file, "--format", "json", "--audience", "public").out)[
        "lines"
    ]
    given = [line for line in public if line["state"] == "disputed" and line["evidence"]]
    assert given
    _, sheet = of_one(paper(endorse, tmp_path, "letter", file, rubric=None))
    text = running(sheet)
    for line in given:
        assert f"{' or '.join(line['answer'])}, not settled yet" in text
        assert line["evidence"][0]["source"] in text


def test_a_missing_slate_is_told(endorse: Endorse, write: Write, tmp_path: Path) -> None:
    """Days that nothing says are left blank, and whoever writes the letter hears of it."""
    path = record(endorse, tmp_path, EXAMPLES / "endorsed-cadre.yaml")
    ended = endorse("letter", path)
    assert "No slate.yaml stands beside the records" in ended.err
    assert "by ____" in ended.out
    write("slate.yaml", "slate: Autumn\n")
    told = (
        "slate.yaml has no day for corrections and the vote and no `reply_to`: that is left blank."
    )
    assert told in " ".join(endorse("letter", path).err.split())
    write("slate.yaml", "slate: Autumn\nchapter: {reply_to: us, deadlines: {vote: 2026-06-14}}\n")
    decided = endorse("letter", path, "--moment", "decision")
    assert "slate.yaml has no `votes`: that is left blank." in " ".join(decided.err.split())


def test_a_mail_without_a_vote_goes_on_after_its_greeting(endorse: Endorse, tmp_path: Path) -> None:
    """What is asked is one sentence behind the comma, in small letters."""
    path = record(endorse, tmp_path, EXAMPLES / "slate" / "06-halloran.yaml", rubric=RIVERBEND)
    out = endorse("letter", path, "--rubric", RIVERBEND, "--moment", "questions").out
    assert "Dear Wyn Halloran,\n\nwe still need two answers from you" in out


@pytest.mark.parametrize("which", PAPERS)
def test_nothing_for_members_leaves_the_house(
    endorse: Endorse, write: Write, tmp_path: Path, which: str
) -> None:
    """No note, no contact data of anybody's, whatever the record holds."""
    candidate = write(
        "wren.yaml",
        "candidate: Odalys Wren ann@rivers.example\noffice: Council, 555.013.4567\n"
        "answers:\n  dsa_member: {answer: yes, note: Said inside.}\n"
        "  red_lines: {answer: crossing, note: Money changed hands.}\n"
        "statements: {against: [{by: ann@rivers.example, text: Ring 555.013.4567.}]}\n"
        "corrections: [{by: ann@rivers.example, what: Ring 555.013.4567.}]\n",
    )
    slate = SLATE.replace("the general meeting", "us, 555-0134").replace(
        "autumn", "ann@rivers.example"
    )
    write("slate.yaml", slate.replace("these candidates?", "them? Ring 555.013.4567"))
    path = record(endorse, tmp_path, candidate)
    out = endorse(*PAPERS[which], path).out
    assert "Odalys Wren […]" in out
    planted = ("rivers.example", "013.4567", "555-0134", "Said inside", "changed hands")
    assert not [word for word in planted if word in out]


STATED = """\
format: 1
rubric: stated
version: 1.0.0
title: Stated
document: {title: Stated}
groups: {g: {title: All}}
criteria:
  first_sign: {group: g, ask: "One?", answer: yes_no, from: p1, basis: stated}
  second_sign: {group: g, ask: "Two?", answer: yes_no, from: p1, basis: stated}
decisions:
  kind:
    outcomes: [low, high]
    may_be_given: true
    rows:
      one: {is: high, when: {first_sign: yes}, from: p1, basis: stated}
    otherwise: {is: low, from: p1, basis: stated}
  fit:
    outcomes: [no, yes]
    rows:
      both: {is: yes, when: {all: [{kind: high}, {second_sign: yes}]}, from: p1, basis: stated}
    otherwise: {is: no, from: p1, basis: stated}
"""


@pytest.mark.parametrize("which", PAPERS)
def test_a_decision_that_the_file_states_is_no_obstacle(
    endorse: Endorse, write: Write, tmp_path: Path, which: str
) -> None:
    """What follows from it is told like anything else, and what it rules out is no way up."""
    rubric = write("stated.yaml", STATED)
    answers = "answers: {kind: high, second_sign: no}\n"
    candidate = write("one.yaml", f"candidate: Bo Carr\nas_of: 2026-05-01\n{answers}")
    out = running(paper(endorse, tmp_path, which, candidate, rubric=rubric))
    if which == "letter":
        assert "Fit: no." in out
        assert "Were question 2 answered “yes”, the rubric would come to: yes." in out
        assert "question 1 answered" not in out


def test_the_rubric_of_many_records_is_loaded_once(
    endorse: Endorse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Letters to a whole slate take no longer than one for reading and compiling the rubric."""
    path = record(endorse, tmp_path, *sorted(EXAMPLES.glob("slate/[0-9]*.yaml")), rubric=RIVERBEND)
    asked: list[str] = []
    load = kept_records.load_rubric
    monkeypatch.setattr(
        kept_records, "load_rubric", lambda named: asked.append(named) or load(named)
    )
    for words in (*PAPERS.values(), ("verify",)):
        asked.clear()
        candidates = ("--candidate", EXAMPLES / "slate") if words == ("verify",) else ()
        assert endorse(*words, path, *candidates, "--rubric", RIVERBEND).status == 0
        assert asked == [str(RIVERBEND)]


def test_several_records_give_several_papers(endorse: Endorse, tmp_path: Path) -> None:
    """Each begins a new sheet; those on whom nothing is moved are told on one, the last."""
    path = record(endorse, tmp_path, *sorted(EXAMPLES.glob("*.yaml"))[:4])
    sheets = endorse("motion", path).out.split(SHEET)
    assert len(sheets) == 2
    assert sheets[1].count("Not moved: ") == 3
    assert len(endorse("letter", path, "--moment", "decision").out.split(SHEET)) == 4


def test_a_motion_doubles_no_word(endorse: Endorse, write: Write, tmp_path: Path) -> None:
    """What a chapter calls itself may bring the words that the rubric's text has beside it."""
    text = (EXAMPLES / "endorsed-cadre.yaml").read_text("utf-8")
    for chapter in ("Riverbend", "Riverbend chapter", "the Riverbend Chapter"):
        named = text.replace("chapter: Riverbend", f"chapter: {chapter}")
        out = running(paper(endorse, tmp_path, "motion", write("a.yaml", named), rubric=None))
        assert "that the riverbend chapter endorse" in out.lower()


def test_a_chapter_replaces_the_template(endorse: Endorse, write: Write, tmp_path: Path) -> None:
    """A template of one's own sees every value by its name."""
    template = write(
        "own.txt",
        "{{ candidate }}|{{ body }}|{% for d in decisions %}{{ d.id }}={{ d.outcome }};"
        "{% endfor %}|{{ 'a b c'|fill }}\n",
    )
    path = record(endorse, tmp_path, EXAMPLES / "endorsed-cadre.yaml")
    out = endorse("letter", path, "--template", template, "--slate", write("s.yaml", SLATE)).out
    assert out == (
        "Marisol Quennell|the general meeting|classification=cadre campaign;"
        "recommendation=endorse;|a b c\n"
    )


@pytest.mark.parametrize("which", PAPERS)
@pytest.mark.parametrize("example", ["undetermined-open-questions", "deliberate-in-the-middle"])
def test_what_our_templates_say_a_chapter_can_say(
    endorse: Endorse, write: Write, tmp_path: Path, which: str, example: str
) -> None:
    """Whoever begins with a copy of ours gets what ours gives, to the byte."""
    write("slate.yaml", SLATE)
    templates = ROOT / "src" / "endorse_cli" / "reports" / "templates"
    ours = templates / f"{TEMPLATES[which]}.txt.j2"
    path = record(endorse, tmp_path, EXAMPLES / f"{example}.yaml")
    assert endorse(*PAPERS[which], path, "--template", ours) == endorse(*PAPERS[which], path)


def test_every_name_of_the_page_is_a_name_that_a_template_sees() -> None:
    """`docs/papers.md` lists what a template may use, all of it and no more."""
    page = (ROOT / "docs" / "papers.md").read_text("utf-8").partition("| name | what it is |")[2]
    listed = set(re.findall(r"`([a-z_]+)`", page))
    scored = api.score_files([str(EXAMPLES / "endorsed-cadre.yaml")]).scored[0]
    one = Subject(account(scored.record, api.load_rubric("class-alignment").rubric))
    parts: list[Any] = [
        motions.PaperMotion, numbered_answers.PaperAnswer, numbered_answers.PaperGroup,
        paper_values.MailQuestion, paper_values.PaperFinding, paper_values.PaperMail,
        verdicts.PaperDecision, subject.PaperStep, subject.PaperWay,
    ]  # fmt: skip
    seen = {*paper_values.paper_values(one, NO_SLATE), *(n for part in parts for n in part._fields)}
    assert seen <= listed
    assert listed - seen <= {"moved", "deliberation", "none", "campaign"}


BAD = {
    "{{ candidat }}": ("`candidat` is not defined; did you mean `candidate`?", 1),
    "fine\n{% for x in %}": ("Expected an expression", 2),
    "a\nb\n{{ decisions|length|fill }}": ("`fill` takes a text, and this is a number", 3),
    "{{ decisions[0].count }}": ("there is no `count` in it; it has", 1),
    "{{ decisions.append(1) }}": ("nothing can be called", 1),
    "{% include '/etc/passwd' %}": ("`include` is not allowed", 1),
    "{{ 'a' * 10**10 }}": ("`*` is not allowed", 1),
    "\n{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}": ("`macro` is not allowed", 2),
    "{% for d in decisions %}" * 50 + "{% endfor %}" * 50: ("it makes too much", 1),
    "{% set x = 'a' %}\n" + "{% set x = x ~ x %}\n" * 70: ("it makes too much", 24),
}
"""Templates that cannot be filled: what is said of them, and at which line."""


@pytest.mark.parametrize("template", BAD, ids=lambda template: template[:60])
def test_a_template_that_cannot_be_filled_is_a_fault(
    endorse: Endorse, write: Write, tmp_path: Path, template: str
) -> None:
    """Status 3 with the place and the reason; nothing of the machine is reached."""
    path = record(endorse, tmp_path, EXAMPLES / "endorsed-cadre.yaml")
    ended = endorse("letter", path, "--template", write("own.txt", template))
    words, line = BAD[template]
    assert ended.status == 3
    assert ended.out == ""
    assert words in ended.err
    assert f"own.txt:{line}:1: " in ended.err


def test_another_rubric_is_refused(endorse: Endorse, write: Write, tmp_path: Path) -> None:
    """The words of a letter are those of the rubric that decided."""
    shipped = EXAMPLES.parent / "rubrics" / "class-alignment" / "rubric.yaml"
    other = write("other.yaml", shipped.read_text("utf-8") + "# another\n")
    path = record(endorse, tmp_path, EXAMPLES / "endorsed-cadre.yaml")
    ended = endorse("letter", path, "--rubric", other)
    assert ended.status == 3
    assert "with another digest" in ended.err


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"criterion": "mass_reach"', '"criterion": "mass_reaches"'),
        ('"cadre_endorsed"', '"cadre_blessed"'),
        ('"classification": {', '"classified": {'),
    ],
)
def test_a_record_with_words_of_no_rubric_is_a_fault(
    endorse: Endorse, tmp_path: Path, old: str, new: str
) -> None:
    """A record written by hand is refused at its place, and nothing breaks."""
    path = record(endorse, tmp_path, EXAMPLES / "endorsed-cadre.yaml")
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    ended = endorse("letter", path)
    assert ended.status == 3
    assert "unknown-id" in ended.err


BAD_SLATES = {
    "title: x\n": "has no `slate`",
    "slate: x\nballot: y\n": "`ballot` is not a key",
    "slate: x\nchapter: {bodies: y}\n": "`bodies` is not a key",
    "slate: x\nchapter: {deadlines: [vote]}\n": "`deadlines` is a list",
    "slate: [x]\n": "`slate` is a list",
    "- x\n": "not a mapping",
}


@pytest.mark.parametrize("text", BAD_SLATES)
def test_a_slate_with_faults_is_told(
    endorse: Endorse, write: Write, tmp_path: Path, text: str
) -> None:
    """A misspelled key is not left out of the cover in silence."""
    slate = write("slate.yaml", text)
    candidate = EXAMPLES / "endorsed-cadre.yaml"
    words = ("score", candidate, "--format", "html", "--audience", "members", "--slate", slate)
    ended = endorse(*words)
    assert ended.status == 3
    assert BAD_SLATES[text] in ended.err


def test_a_slate_changes_no_outcome(endorse: Endorse, write: Write, tmp_path: Path) -> None:
    """What is printed of a vote is not computed into it."""
    candidate = write("wren.yaml", (EXAMPLES / "endorsed-cadre.yaml").read_text("utf-8"))
    before = endorse("score", candidate, "--format", "json").out
    write("slate.yaml", SLATE)
    assert endorse("score", candidate, "--format", "json").out == before


APART = """\
format: 1
rubric: apart
version: 1.0.0
title: Apart
document: {title: Apart}
scales:
  five: {levels: [low, mid, top], worth: [0, 5, 10]}
groups: {rated: {title: Rated}, added: {title: Added points}}
criteria:
  need: {group: rated, label: Need, ask: How needed?, answer: five, from: p1, basis: stated}
  plan: {group: rated, label: Plan, ask: How sound?, answer: five, from: p1, basis: stated}
  plus: {group: added, label: More, ask: Is there more?, answer: yes_no, from: p1, basis: stated,
         note: Read so in p2.3.}
scores:
  points:
    title: Points
    value: {sum: [need, plan, {points: plus, give: {yes: 3, no: 0}}]}
    from: p1
    basis: stated
decisions:
  grant:
    outcomes: [no, waiting, funded]
    rows:
      enough:
        is: funded
        when: {points: {at_least: 12}}
        unless: [{when: {plan: low}, from: p2, basis: stated}]
        from: p1
        basis: stated
      nearly: {is: waiting, when: {points: {at_least: 6}}, from: p1, basis: stated}
    otherwise: {is: no, from: p1, basis: stated}
"""


def test_a_threshold_with_an_exception_is_the_threshold_of_the_packet(
    endorse: Endorse, write: Write
) -> None:
    """Whoever is two points above funding is not told to be far above the waiting list."""
    rubric = write("apart.yaml", APART)
    file = write("one.yaml", "candidate: Bo Carr\nanswers: {need: top, plan: mid, plus: no}\n")
    words = ("score", file, "--rubric", rubric)
    packet = endorse(*words, "--format", "html", "--audience", "members").out
    text = " ".join(re.sub(r"<[^>]+>", "", packet).split())
    assert "3 above 12 (“funded” at least 12)" in text
    assert "¶2.3" in text
    assert "p2.3" not in text
    assert re.search(r"^ +\S Plan +mid +\+5\b", endorse(*words).out, re.MULTILINE)


def test_what_adds_to_a_score_elsewhere_says_what_it_adds(endorse: Endorse, write: Write) -> None:
    """Under a heading of its own an answer has its number, so that the table adds up."""
    rubric = write("apart.yaml", APART)
    file = write("one.yaml", "candidate: Bo Carr\nanswers: {need: top, plan: mid, plus: yes}\n")
    out = endorse("score", file, "--rubric", rubric).out
    assert re.search(r"^ +\S More +yes +\+3\b", out, re.MULTILINE)
