"""The workflow that publishes on the forge may do that alone, from the committed results."""

import re

import pytest
import yaml

from generator.site.build import ROOT

WORKFLOW = yaml.safe_load((ROOT / ".github" / "workflows" / "rapport.yml").read_text(encoding="utf-8"))
JOBS = WORKFLOW["jobs"]


@pytest.mark.parametrize("job", JOBS)
def test_each_action_is_the_very_commit_that_was_read(job: str) -> None:
    used = [step["uses"] for step in JOBS[job]["steps"] if "uses" in step]
    assert [name for name in used if not re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", name)] == []


def test_only_the_job_that_runs_no_code_of_the_project_may_write() -> None:
    assert WORKFLOW["permissions"] == {"contents": "read"}
    assert {name for name, job in JOBS.items() if "permissions" in job} == {"publish"}
    assert JOBS["publish"]["permissions"] == {"pages": "write", "id-token": "write"}
    assert not any("run" in step or "checkout" in step["uses"] for step in JOBS["publish"]["steps"])


def test_the_report_is_built_from_the_results_of_the_main_branch_without_training() -> None:
    assert JOBS["build"]["if"] == "github.ref == 'refs/heads/main'"
    assert [step["run"] for step in JOBS["build"]["steps"] if "run" in step] == ["make site"]


def test_no_job_keeps_what_lets_it_push() -> None:
    checkouts = [s for job in JOBS.values() for s in job["steps"] if "checkout" in s.get("uses", "")]
    assert checkouts and all(step["with"]["persist-credentials"] is False for step in checkouts)
