"""The one shape of what every command gives."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from api.test_paths import CASE, SMALL
from endorse_cli import api
from support.repositories import Scratch

WHO = "candidate: {}\nanswers: {{here: {}}}\n"


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> dict[str, api.Result]:
    """A result of every command, of a small rubric and two candidates."""
    folder = tmp_path_factory.mktemp("results")
    rubric, case = folder / "rubric.yaml", folder / "cases" / "there.yaml"
    case.parent.mkdir()
    rubric.write_text(SMALL, encoding="utf-8")
    case.write_text(CASE, encoding="utf-8")
    for name, answer in (("wren", "no"), ("finch", "yes")):
        (folder / f"{name}.yaml").write_text(WHO.format(name, answer), encoding="utf-8")
    people = [folder / "wren.yaml", folder / "finch.yaml"]
    run = api.score_files(people, rubric=rubric)
    record = folder / "wren.json"
    scored = api.score_files(people[0], rubric=rubric)
    record.write_text(replace(scored, self_contained=True).to_json())
    slate = api.SlateRun(people, rubric=rubric, format="table")
    list(slate.texts())
    return {
        "score": run,
        "slate": slate,
        "compare": api.compare_files(people, rubric=rubric),
        "verify": api.verify_records(record),
        "check": api.check_rubric(rubric),
        "test": api.try_rubric(rubric),
        "coverage": api.cover_rubric(rubric),
        "mutate": api.mutate_rubric(rubric),
        "check of several": api.check_rubrics([rubric, "supplier-review"]),
        "test of several": api.try_rubrics([rubric, "supplier-review"]),
        "diff": api.diff_rubrics(rubric, rubric),
        "diff of what is new": new_rubric(folder),
        "sensitivity": api.sense(rubric, people),
        "trace": api.trace_rubric(rubric),
    }


def new_rubric(folder: Path) -> api.Result:
    """A rubric that a repository did not have before."""
    repository = Scratch(folder / "repository")
    repository.commit()
    return api.diff_since("main", repository.put("rubric.yaml", SMALL))


def test_every_result_is_given_in_each_of_its_formats(results: dict[str, api.Result]) -> None:
    """`give` has a text for each of `formats`; `table` and `json` are among them everywhere."""
    for name, result in results.items():
        assert {"table", "json"} <= {*result.formats}, name
        for format in result.formats:
            assert result.give(format).strip() or format == "github", (name, format)
        assert json.loads(result.give("json")) == result.form, name
        assert result.give("table") == result.to_table(), name


def test_a_format_that_a_result_does_not_have_is_refused(results: dict[str, api.Result]) -> None:
    """What is asked for is never silently given as something else."""
    for result in results.values():
        with pytest.raises(ValueError, match="none of"):
            result.give("odt")


def test_every_class_of_results_is_tried(results: dict[str, api.Result]) -> None:
    """A result that is added is tried above."""
    public = {getattr(api, name) for name in api.__all__}
    kinds = {one for one in public if isinstance(one, type) and issubclass(one, api.Result)}
    assert kinds - {api.Result} == {type(result) for result in results.values()}


def test_a_result_is_ok_where_nothing_is_wrong_or_missing(tmp_path: Path) -> None:
    """What could not be read makes it not ok, in every result alike."""
    (tmp_path / "rubric.yaml").write_text(SMALL, encoding="utf-8")
    case, bad = tmp_path / "a.yaml", tmp_path / "b.yaml"
    case.write_text(CASE, encoding="utf-8")
    bad.write_text("case: b\nanswers: {}\n", encoding="utf-8")
    rubric = tmp_path / "rubric.yaml"
    assert api.try_rubric(rubric, case).ok
    assert not api.try_rubric(rubric, [case, bad]).ok
    assert not api.cover_rubric(rubric, [case, bad]).ok
    assert not api.score_files(bad, rubric=rubric).ok


def test_least_changes_are_worked_out_only_where_they_are_shown(tmp_path: Path) -> None:
    """A table without them costs nothing for them; the record has them, and so has `--changes`."""
    path = tmp_path / "nobody.yaml"
    path.write_text("candidate: Nobody Yet\nanswers: {dsa_member: no}\n", encoding="utf-8")
    run = api.score_files(path)
    (scored,) = run.scored
    table = run.to_table()
    assert "changes" not in vars(scored.assessment)
    assert "What would change it" in run.showing(changes=True).to_table()
    assert "What would change it" not in table
    assert any(run.accounts()[0].record["changes"].values())
