"""What a published site needs: an address of its own, a way to report harm, what robots and researchers look for."""

from datetime import date
from pathlib import Path

import pytest

from builder.content.models.site import Site
from builder.site.publish import publication_warnings
from builder.system.errors import BuildError
from tests.helpers import World, build, files_of, pages_of, run, text_of


@pytest.fixture
def site(tiny_content: Path) -> Site:
    """The tiny site, which has all that readers need but an address."""
    return Site.model_validate(World(tiny_content).data("site.yml"))


@pytest.mark.parametrize(
    "address",
    [
        "https://name.github.io/back/",
        "https://exercises.clinic.org/",
        "https://example-clinic.com/",
        "https://test.clinic.org:8443/example/",
        "https://examples.org/",
    ],
)
def test_site_may_be_published_when_its_address_is_somebodys(site: Site, address: str) -> None:
    """A word that looks like an example is none in another place."""
    assert list(publication_warnings(site.model_copy(update={"address": address}), None)) == []


@pytest.mark.parametrize(
    "address",
    [
        "https://balanced-back.example/",
        "https://example.com/",
        "https://www.example.org/back/",
        "https://example.net:443/",
        "https://back.test/",
        "https://back.invalid/",
        "https://back.local/",
        "https://back.internal/",
        "https://BACK.EXAMPLE/",
        "https://back.example./",
        "https://localhost/",
        "https://localhost:8000/",
        "https://intranet/",
        "https://127.0.0.1/",
        "https://[::1]/",
        "http://name.github.io/back/",
    ],
)
def test_site_may_not_be_published_when_its_address_is_reserved(site: Site, address: str) -> None:
    """Canonical addresses, QR codes and the site map would lead readers astray."""
    with pytest.raises(BuildError) as refused:
        list(publication_warnings(site.model_copy(update={"address": address}), None))
    assert str(refused.value) == (
        f"a site cannot be published at {address}; give its own address, which begins with https://, with --site-url "
        "or in site.yml"
    )


def test_publisher_is_warned_when_readers_cannot_tell_of_harm(site: Site) -> None:
    """Nobody else would find out what an exercise did."""
    published = site.model_copy(update={"address": "https://name.github.io/", "safety_reports": None})
    assert list(publication_warnings(published, None)) == [
        "readers have no way to report harm or a missing caution; set safety_reports in site.yml"
    ]


@pytest.mark.parametrize(("day", "count"), [(date(2026, 6, 30), 0), (date(2026, 7, 1), 1), (None, 0)])
def test_publisher_is_warned_when_the_security_contact_has_expired(site: Site, day: date | None, count: int) -> None:
    """It is the day of the content that counts: there is no clock."""
    published = site.model_copy(update={"address": "https://name.github.io/"})
    assert len(list(publication_warnings(published, day))) == count


def test_build_for_publication_changes_nothing_when_the_address_is_reserved(
    tiny_content: Path, built: Path, tmp_path: Path
) -> None:
    """The tiny world lies under .test."""
    outcome = build(tiny_content, tmp_path / "site", "--for-publication")
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.splitlines()[-1].startswith(
        "build_site.py: a site cannot be published at https://example.test/back/; give its own address"
    )
    assert not (tmp_path / "site").exists()


def test_build_for_publication_warns_and_builds(world: World, tmp_path: Path) -> None:
    """A warning stops nothing; the same build again has nothing to do."""
    world.replace("site.yml", "safety_reports: mailto:safety@example.test\n", "")
    options = ("--for-publication", "--site-url", "https://name.github.io/back/")
    outcome = build(world.folder, tmp_path / "site", *options)
    assert (outcome.code, outcome.out) == (0, "")
    assert outcome.err.count("warning: readers have no way to report harm") == 1
    assert build(world.folder, tmp_path / "site", *options).err.endswith(" is up to date\n")


def test_every_page_says_where_to_tell_of_harm(built: Path) -> None:
    """One link at the foot, in words."""
    for name, tree in pages_of(built):
        assert text_of(tree, '.bb-foot a[href="mailto:safety@example.test"]') == "Report harm or a missing caution", (
            name
        )


def test_no_page_names_a_contact_when_the_content_has_none(world: World, tmp_path: Path) -> None:
    """A contact is never made up."""
    text = world.read("site.yml")
    world.write("site.yml", text[: text.index("safety_reports:")])
    assert build(world.folder, tmp_path / "site").code == 0
    site = files_of(tmp_path / "site")
    assert ".well-known/security.txt" not in site
    assert not any(b"Report harm" in content for content in site.values())


def test_robots_are_told_where_the_site_map_is(built: Path) -> None:
    """The address follows from that of the site; they may read everything."""
    robots = (built / "robots.txt").read_text(encoding="utf-8")
    assert robots == "User-agent: *\nDisallow:\n\nSitemap: https://example.test/back/sitemap.xml\n"


def test_researchers_are_told_whom_to_write_to(built: Path) -> None:
    """RFC 9116: a contact and the day until which it holds are a must."""
    assert (built / ".well-known/security.txt").read_text(encoding="utf-8").splitlines() == [
        "Contact: https://example.test/report",
        "Expires: 2026-06-30T23:59:59Z",
        "Canonical: https://example.test/back/.well-known/security.txt",
        "Preferred-Languages: en",
    ]


def test_browsers_do_not_keep_what_only_robots_ask_for(built: Path) -> None:
    """Readers without a network need none of it."""
    worker = (built / "service-worker.js").read_text(encoding="utf-8")
    assert not any(f'"{name}"' in worker for name in ("robots.txt", ".well-known/security.txt", "sitemap.xml"))


@pytest.mark.parametrize("contact", ["me", "javascript:alert(1)", "mailto:me", "http://a.test/", "https://a.test/ b"])
def test_check_refuses_a_contact_when_it_is_none(world: World, contact: str) -> None:
    """What stands at the foot of every page leads to somebody."""
    world.replace("site.yml", "mailto:safety@example.test", f'"{contact}"')
    assert run("check", "--content", world.folder).code == 1
