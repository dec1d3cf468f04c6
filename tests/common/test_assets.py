"""Of everything that is shipped it is told whose it is."""

from cnnviz.common.assets import ASSETS
from cnnviz.components.front_end_files import FRONTEND

TOLD = "\n".join(
    (ASSETS / name).read_text(encoding="utf-8")
    for name in ("README.md", "mnist/README.md", "samples/README.md", "networks/NOTICE-photos.md")
)
OURS = ("README.md", "NOTICE-photos.md")


def test_every_asset_is_listed():
    files = [path for path in ASSETS.rglob("*") if path.is_file() and path.name not in OURS]
    assert len(files) > 20
    missing = [
        path.name
        for path in files
        if path.name.removesuffix(".gz") not in TOLD and path.parent.name != "pictures"
    ]
    assert missing == []


def test_vendored_code_has_its_licence_beside_it():
    vendored = [path.parent for path in FRONTEND.rglob("vendor/*.js")]
    assert [folder for folder in vendored if not [*folder.glob("*LICENSE*")]] == []
