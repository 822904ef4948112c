"""Whatever a report holds, it is read within bounds of time and memory, and nothing of it is executed."""

import json
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from generator.lab.reread.reading import read_again
from tests.relire.corpus_case import cases

ROOT = Path(__file__).parents[2]
SECONDS, MEMORY = 10, 500_000_000
READ = """
import resource, sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from generator.lab.reread.reading import read_again
from generator.reread.outputs.page import page
review = read_again(Path(sys.argv[2]))
page([review])
used = resource.getrusage(resource.RUSAGE_SELF)
status = Path("/proc/self/status").read_text()
# The peak of this program alone: ru_maxrss begins at that of the process which forked it.
peak = next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM"))
print(used.ru_utime + used.ru_stime, peak)
"""
LONG = 10_000_000
DIGITS = "9" * 6000
# What is put anywhere in a report that was right.
SCRAPS = (
    *"',.01x*()[]=%$|\n`\\{}+-^→<# \u202f",
    "/0",
    "1e9",
    "None",
    "Dense(",
    "9" * 20,
    "1e999",
    "0{,}5",
    " 000 000",
    "٣",
    "ln(",
)
ODD = f"""
`m.compile(loss=lambda, optimizer=Adam(lr 0.1))` `m.compile(optimizer=9categorical_crossentropy)`

```
[[ {DIGITS} 1]
 [ 2 3]]
```
dropout de .{DIGITS} ; accuracy: 12.{DIGITS} % on 16 images, 26'014,5 + 1 = 3 ; 78 157k + 1,234.5 = 2

Layer (type)  Output Shape  Param #
 dense (Dense)   (None, 0)   10
 dense (Dense)   (None, {DIGITS})   10
Total params: 20

{"9" * 30} * {"9" * 30} = 1
"""
REPORTS = {
    "odd.md": ODD,
    "brackets.md": "3 = " + "(" * 1_000_000 + " = 4",
    "closed brackets.md": "(" * 500_000 + "1" + ")" * 500_000 + " = 2",
    "digits.md": "9" * 1_000_000 + " * 9 = 81",
    "exponents.md": "\n".join(f"9^{'9' * 40}^9 + {rank} = 3" for rank in range(20_000)),
    "powers.md": "2^2^2^2^2^2^2^2 = 4\n9**999999999 = 1\n",
    "one line.md": "1+" * (LONG // 2) + "1 = 2",
    "equalities.md": "1 = " * (LONG // 4),
    "sums.md": ("1,234 + 5,678 + 9,012 + 3,456 + 7,890 + 1,234 = 9\n" * 1000 + "\n") * 150,
    "lines.md": "\n" * LONG,
    "spaces.md": " " * LONG + "3 * 4 = 13",
    "stars.md": "*" * LONG,
    "underscores.md": "_a" * (LONG // 2),
    "pipes.md": "|" * LONG,
    "rows.md": "| 1 | 2 |\n" * (LONG // 10),
    "fences.md": "```\n" * (LONG // 4),
    "quotes.md": ">" * LONG,
    "headings.md": "# a\n" * (LONG // 40),
    "deep headings.md": "".join("#" * (1 + rank % 6) + " a\n3 * 4 = 12\n" for rank in range(60_000)),
    "links.md": "[" * 1_000_000 + "](" * 1_000_000,
    "latex.md": "$" + r"\frac{" * 500_000 + "1",
    "braces.md": r"\text{" * 1_000_000,
    "tags.md": "<a " * 2_000_000,
    "comments.md": "<!--" * 2_000_000,
    "entities.md": "&amp" * 2_000_000,
    "summary.md": "Layer (type) Output Shape Param #\n" * 100_000,
    "summary rows.md": "Layer (type) Param #\n" + " d (Dense)  (None, 10)  110\n" * 200_000,
    "arrows.md": "1 → " * 2_000_000,
    "matrix.md": "[[" + " 1" * 2_000_000 + "]]",
    "matrices.md": "[[1 2]\n" * 500_000,
    "words.md": "test accuracy " * 500_000,
    "deep.html": "<div>" * 1_000_000 + "3 * 4 = 13" + "</div>" * 1_000_000,
    "hidden.html": "<script>" * 500_000 + "</script>",
    "attributes.html": "<p " + "a=1 " * 2_000_000 + ">",
    "deep.ipynb": "[" * 1_000_000,
    "nested.ipynb": '{"cells":' * 100_000,
    "big.ipynb": json.dumps({"cells": [{"cell_type": "markdown", "source": "3 * 4 = 12\n" * 900_000}]}),
    "many.ipynb": json.dumps({"cells": [{"cell_type": "code", "source": "Dense(3)"}] * 100_000}),
    "long.py": "x = " + "(" * 100_000,
    "deep.py": "x = " + "-" * 200_000 + "1",
    "nested.py": "".join(" " * rank + "if x:\n" for rank in range(3000)) + " " * 3000 + "pass",
    "sum.py": "x = " + "1+" * 400_000 + "1",
    "power.py": "x = 9**9**9\nmodel = Sequential([Dense(9**9**9, input_shape=(9**99999999,))])",
    "calls.py": "x = " + "Dense(3)(" * 5_000 + "y" + ")" * 5_000,
    "attributes.py": "x" + ".a" * 300_000 + "\n" + "model.add(Dense(3))\n" * 50_000,
    "wrong lines.py": "a = = 3\n" * 300_000,
    "layers.py": "model = Sequential()\n" + "model.add(Dense(300, input_shape=(784,)))\n" * 50_000,
    "graph.py": "x = Input((3,))\n" + "x = Add()([x, x])\n" * 20_000 + "m = Model(x, x)",
    "large.py": "Sequential([Conv2D(10**11, 10**9, input_shape=(10**10,) * 3), Flatten(), Dense(-3)])",
}


@pytest.mark.parametrize("name", REPORTS)
def test_a_hostile_report_is_read_within_bounds(name: str, tmp_path: Path) -> None:
    report = tmp_path / name
    report.write_text(REPORTS[name])
    done = subprocess.run(
        [sys.executable, "-c", READ, str(ROOT), str(report)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    # Of the processor: what a machine does besides does not count.
    seconds, kilobytes = map(float, done.stdout.split())
    assert seconds < SECONDS
    assert kilobytes * 1024 < MEMORY


@pytest.mark.parametrize("seed", range(60))
def test_a_report_with_anything_in_it_is_read_to_its_end(seed: int, tmp_path: Path) -> None:
    draw = Random(seed)
    case = draw.choice(cases())
    text = [*case["text"]]
    for _ in range(draw.randint(1, 12)):
        rank = draw.randrange(len(text))
        text[rank : rank + draw.choice((0, 0, 1, 4))] = draw.choice(SCRAPS)
    report = tmp_path / f"rapport.{case.get('format', 'md')}"
    report.write_text("".join(text), encoding="utf-8")
    assert read_again(report).name == report.name


def test_nothing_is_executed_and_all_is_escaped(tmp_path: Path) -> None:
    witness = tmp_path / "executed"
    report = tmp_path / "rapport.md"
    attack = f"__import__('pathlib').Path({str(witness)!r}).touch()"
    report.write_text(
        f"```python\n{attack}\nx = [{attack} for _ in '1']\n```\n\n"
        "<img src=x onerror=alert(1)> 3 * 4 = 13 <script>alert(2)</script>\n\n"
        "| a | <b>7</b> * 8 = 65 <iframe> |\n| - | - |\n\n[x](javascript:alert(3)) : 2 * 2 = 5\n"
    )
    folder = tmp_path / "<script>alert(4)"
    folder.mkdir()
    (folder / "r.md").write_text("`<script>` 3 * 4 = 13 `</script><b>`")
    command = [sys.executable, "-m", "generator", "relire", "--html", str(report), str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=60, check=False)
    assert done.returncode == 1 and not witness.exists()
    assert "<script>" not in done.stdout and "<img" not in done.stdout and "javascript:" not in done.stdout
    assert "default-src &#39;none&#39;" in done.stdout or "default-src 'none'" in done.stdout
