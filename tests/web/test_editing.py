"""Many photos are changed together, tried first, and undone."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.drawing import encoded
from tests.running import running, settle, upload
from tests.web.visiting import DESK, PHONE, faults, needs_web, visited

pytestmark = needs_web


@pytest.mark.parametrize("screen", [DESK, PHONE], ids=["desk", "phone"])
def test_dates_tags_and_stars_of_a_selection(browser: Browser, tmp_path: Path, screen: dict[str, object]) -> None:
    with running(tmp_path / "home") as heliograph, heliograph.client() as client:
        ids = [upload(client, encoded(8130 + n)).json()["id"] for n in range(3)]
        settle(client, ids)
        for id in ids[:2]:
            client.patch(f"/photo/{id}", json={"taken_at": "2019-07-04T23:30:00"}).raise_for_status()
        with visited(browser, heliograph, **screen) as page:
            expect(page.locator("a[data-id]")).to_have_count(3)
            for tile in page.locator("a[data-id]").all():
                tile.focus()
                page.keyboard.press("x")
            bar = page.get_by_role("toolbar", name="Selected photos")
            expect(bar).to_contain_text("3 selected")
            page.keyboard.press("e")
            dialog = page.get_by_role("dialog")
            dialog.get_by_role("button", name="The date").click()
            dialog.get_by_label("Hours").fill("1")
            expect(dialog).to_contain_text("2 photos change. 1 stays as it is.")
            expect(dialog).to_contain_text("Friday, 5 July 2019 at 00:30")
            assert faults(page) == []
            dialog.get_by_role("button", name="Change them").click()
            expect(page.get_by_text("The dates of 2 photos are changed.")).to_be_visible()
            assert client.get(f"/photo/{ids[0]}").json()["taken_at"] == "2019-07-05T00:30:00"
            with page.expect_response("**/undo") as undone:
                page.get_by_role("button", name="Undo").click()
            assert undone.value.ok
            assert client.get(f"/photo/{ids[0]}").json()["taken_at"] == "2019-07-04T23:30:00"


def test_what_was_done_another_day_is_taken_back(browser: Browser, tmp_path: Path) -> None:
    with running(tmp_path / "home") as heliograph, heliograph.client() as client:
        ids = [upload(client, encoded(8150 + n)).json()["id"] for n in range(3)]
        settle(client, ids)
        for change in ({"kind": "rating", "rating": 4}, {"kind": "archived", "archived": True}):
            client.post("/photos/edit", json={"ids": ids[:2], "change": change}).raise_for_status()
        with visited(browser, heliograph, "/app/library", **PHONE) as page:
            page.get_by_role("link", name="What was changed").click()
            done = page.get_by_role("listitem")
            expect(done).to_contain_text(["2 photos are archived.", "The stars of 2 photos are changed."])
            assert faults(page) == []
            done.nth(1).get_by_role("button", name="Undo").click()
            expect(done.nth(1)).to_contain_text("Taken back")
            expect(done.nth(1).get_by_role("button")).to_have_count(0)
            photo = client.get(f"/photo/{ids[0]}").json()
            assert (photo["rating"], photo["archived"]) == (None, True)


def test_photos_are_put_where_they_were_taken(browser: Browser, tmp_path: Path) -> None:
    with running(tmp_path / "home") as heliograph, heliograph.client() as client:
        here, other = (upload(client, encoded(8140 + n)).json()["id"] for n in range(2))
        settle(client, [here, other])
        rome = {"latitude": 41.9, "longitude": 12.5}
        client.patch(f"/photo/{other}", json={"location": rome}).raise_for_status()
        with visited(browser, heliograph, f"/app/?photo={here}", color_scheme="dark", **PHONE) as page:
            viewer = page.get_by_role("dialog", name="Photo")
            viewer.get_by_role("button", name="Details").click()
            fix = viewer.get_by_role("button", name="Put it right: Where")
            dialog = page.get_by_role("dialog", name="The place")
            fix.click()
            field = dialog.get_by_role("combobox")
            field.fill("arezz")
            expect(dialog.get_by_role("option")).to_contain_text(["Arezzo, Tuscany, Italy"])
            assert faults(page) == []
            field.press("Escape")
            expect(dialog.get_by_role("option")).to_have_count(0)
            field.press("ArrowDown")
            field.press("Enter")
            expect(field).to_have_value("Arezzo, Tuscany, Italy")
            expect(dialog).to_contain_text("1 photo changes.")
            expect(dialog.locator(".spot")).to_be_visible()
            dialog.get_by_role("button", name="Change them").click()
            expect(viewer).to_contain_text("Arezzo, Tuscany, Italy")
            assert client.get(f"/photo/{here}").json()["place"]["city"] == "Arezzo"
            with page.expect_response("**/undo") as undone:
                page.get_by_role("button", name="Undo").click()
            assert undone.value.ok
            assert client.get(f"/photo/{here}").json()["place"] is None
            fix.click()
            dialog.get_by_role("button", name="Rome, Lazio, Italy").click()  # as the photo beside it
            world = dialog.get_by_role("application", name="The place on the map")
            world.click(position={"x": 60, "y": 100})
            expect(field).not_to_have_value("Rome, Lazio, Italy")
            world.focus()
            page.keyboard.press("Enter")
            expect(field).to_have_value(re.compile(r"41\.90\d\d, 12\.50\d\d"))  # the middle, to a pixel
            expect(dialog).to_contain_text("Rome, Lazio, Italy")
            dialog.get_by_label("They shall have no place").check()
            expect(dialog).to_contain_text("1 stays as it is.")
            dialog.get_by_label("They shall have no place").uncheck()
            dialog.get_by_role("button", name="Change them").click()
            expect(viewer).to_contain_text("Rome, Lazio, Italy")
