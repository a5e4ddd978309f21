"""`make evaluate`: fit and measure on the labelled data, or report that it is missing.

Writes the profile of pages, then the name model, docs/accuracy.md and its plot.
"""

import subprocess
import sys
from pathlib import Path

from tools import evaluate_names, evaluate_registration, evaluate_sites, fit_names, names_data, names_shipped

DOCS = Path(__file__).parent.parent / "docs"


def main() -> int:
    subprocess.run([sys.executable, "-m", "tools.fit_profile"], check=True)  # separate: this process caches the old profile
    folder = names_data.data_folder()
    if folder is None:
        print("the labelled data is not here: set SCAMTRIAGE_DATA to its folder. docs/accuracy.md stays as it is.", file=sys.stderr)
        return 0
    study = fit_names.study(folder)
    names_shipped.write(study.model)
    names, plot = evaluate_names.report(study)
    (DOCS / "accuracy-names.svg").write_text(plot, encoding="utf-8")
    (DOCS / "accuracy.md").write_text(
        f"# How good it is\n\n{evaluate_sites.in_short()} Pages of the world are further off, and how far nobody here knows.\n\n"
        "Written by `make evaluate`. Every figure stands beside what it was measured on.\n\n"
        f"{evaluate_sites.HEADING}{evaluate_sites.report()}\n"
        f"## Names alone (`--offline`)\n\n{names.strip()}\n\n![Reliability of names alone](accuracy-names.svg)\n\n"
        f"## Registration answers\n\n{evaluate_registration.evaluate()}\n",
        encoding="utf-8",
    )
    print(f"wrote {DOCS / 'accuracy.md'}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
