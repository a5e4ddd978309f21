"""`make evaluate`: fit and measure on the labelled data, or report that it is missing.

Writes the profile of pages, then the name model, docs/accuracy.md and its plot.
"""

import subprocess
import sys
from pathlib import Path

from tools import (
    accuracy_page,
    evaluate_names,
    evaluate_registration,
    evaluate_sites,
    fit_names,
    names_data,
    names_shipped,
    real_pages,
    sites_page,
)

DOCS = Path(__file__).parent.parent / "docs"


def main() -> int:
    if real_pages.folder() is None:
        print("the real pages are not here: set SCAMTRIAGE_PAGES to their folder. The profile of pages stays as it is.", file=sys.stderr)
    else:
        subprocess.run([sys.executable, "-m", "tools.fit_profile"], check=True)  # separate: this process caches the old profile
    folder = names_data.data_folder()
    if folder is None:
        print("the labelled data is not here: set SCAMTRIAGE_DATA to its folder. docs/accuracy.md stays as it is.", file=sys.stderr)
        return 0
    study = fit_names.study(folder)
    names_shipped.write(study.model)
    names, plot = evaluate_names.report(study)
    (DOCS / "accuracy-names.svg").write_text(plot, encoding="utf-8")
    sections = {
        **evaluate_sites.report(),
        accuracy_page.NAMES: f"{names.strip()}\n\n![Reliability of names alone](accuracy-names.svg)",
        accuracy_page.REGISTRATION: evaluate_registration.evaluate(),
    }
    accuracy_page.PAGE.write_text(accuracy_page.made(sites_page.in_short(), sections), encoding="utf-8")
    print(f"wrote {accuracy_page.PAGE}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
