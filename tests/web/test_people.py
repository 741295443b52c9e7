"""People: who is on the photos, named, put right, and found by their names."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.drawing import draw_people
from tests.flows.importing import until
from tests.running import Heliograph, running, settle, upload
from tests.web.visiting import DESK, PHONE, faults, needs_web, visited

pytestmark = needs_web

ANNA, BEN = 3, 17  # as draw_people has them


@pytest.fixture
def heliograph(tmp_path: Path) -> Iterator[Heliograph]:
    """Anna on three photos, Ben on two, on one of them together."""
    with running(tmp_path / "home", feature_seconds=0.1, reconcile_seconds=0.5) as heliograph:
        with heliograph.client() as client:
            settle(client, [_add(client, seed, *on) for seed, on in enumerate([(ANNA,), (ANNA,), (ANNA, BEN), (BEN,)])])
            until(lambda: _counts(client) == [3, 2], "they are gathered")
        yield heliograph


def _add(client: httpx.Client, seed: int, *people: int) -> str:
    return str(upload(client, _picture(seed, *people), f"{seed}.jpg").json()["id"])


def _picture(seed: int, *people: int) -> bytes:
    picture = BytesIO()
    draw_people(seed, *people).save(picture, "JPEG", quality=95)
    return picture.getvalue()


def _counts(client: httpx.Client) -> list[int]:
    return [person["photos"] for person in client.get("/people").raise_for_status().json()["people"]]


@pytest.mark.parametrize("screen", [DESK, PHONE], ids=["desk", "phone"])
def test_somebody_is_named_seen_found_and_put_right(
    browser: Browser, heliograph: Heliograph, screen: dict[str, object]
) -> None:
    with visited(browser, heliograph, "/app/collections", allowed=("409 (Conflict)",), **screen) as page:
        page.get_by_role("link", name="People", exact=True).click()
        groups = page.get_by_role("list", name="Who is this?").get_by_role("listitem")
        expect(groups).to_have_count(1)
        page.get_by_role("button", name="Show those on one or two photos").click()
        expect(groups).to_have_count(2)
        expect(page.locator("li img")).to_have_count(2)
        assert faults(page) == []

        groups.first.get_by_role("button", name="Add a name").click()
        page.keyboard.type("Anna")
        page.keyboard.press("Enter")
        named = page.get_by_role("list", name="People with a name").get_by_role("listitem")
        expect(named).to_contain_text(["Anna3 photos"])
        expect(groups).to_have_count(1)
        groups.get_by_role("button", name="Add a name").click()
        page.keyboard.type("anna")
        page.keyboard.press("Enter")
        asked = page.get_by_role("dialog", name="Is this the same person?")
        expect(asked.locator("img")).to_have_count(2)
        assert faults(page) == []
        asked.get_by_role("button", name="Close").click()

        named.get_by_role("link").click()
        expect(page.get_by_role("heading", name="Anna")).to_be_visible()
        expect(page.locator("a[data-id]")).to_have_count(3)
        assert faults(page) == []
        page.locator("a[data-id]").first.click()  # the newest, on which both are
        viewer = page.get_by_role("dialog", name="Photo")
        details = viewer.get_by_role("button", name="Details")
        if details.get_attribute("aria-pressed") == "false":
            details.click()
        expect(viewer.get_by_role("link", name="Anna").first).to_be_visible()
        assert faults(page) == []
        page.keyboard.press("p")
        expect(viewer.get_by_role("list", name="Faces on the photo")).to_contain_text("Anna")
        viewer.get_by_role("button", name="Not Anna").click()
        expect(viewer.get_by_role("button", name="Not Anna")).to_have_count(0)
        said = page.get_by_text("The face is taken away from this person.").locator("..")
        with page.expect_response("**/undo") as undone:
            said.get_by_role("button", name="Undo").click()
        assert undone.value.ok
        expect(viewer.get_by_role("button", name="Not Anna")).to_be_visible()

        page.goto(f"{heliograph.base}/app/search?q=Anna")
        expect(page.locator("a[data-id]")).to_have_count(3)


@pytest.mark.parametrize("screen", [DESK, PHONE], ids=["desk", "phone"])
def test_a_box_is_drawn_named_moved_and_taken_away(
    browser: Browser, heliograph: Heliograph, screen: dict[str, object]
) -> None:
    with heliograph.client() as client:
        photo = client.get("/photos").json()["photos"][0]["id"]  # Ben's
    # A face that was drawn just now is not cut out yet.
    with visited(browser, heliograph, f"/app/?photo={photo}", allowed=("/crop'",), **screen) as page:
        viewer = page.get_by_role("dialog", name="Photo")
        expect(viewer.get_by_role("button", name="Favourite")).to_be_visible()
        page.keyboard.press("b")
        boxes = viewer.get_by_role("group", name="Boxes around faces")
        expect(boxes.get_by_role("button")).to_have_count(1)
        _drag(page, boxes, (0.02, 0.1), (0.17, 0.6))
        expect(boxes.get_by_role("button")).to_have_count(2)
        field = viewer.get_by_role("combobox", name="Name")
        expect(field).to_be_focused()
        page.keyboard.type("Cleo")
        page.keyboard.press("Enter")
        cleo = boxes.get_by_role("button", name="Cleo")
        expect(cleo).to_be_visible()
        assert faults(page) == []

        _drag(page, boxes, (0.1, 0.3), (0.15, 0.5))
        expect(cleo).to_have_css("left", _share(boxes, 0.07))
        cleo.focus()
        for key in ("ArrowLeft", "Shift+ArrowDown", "Enter"):
            page.keyboard.press(key)
        expect(cleo).to_have_css("left", _share(boxes, 0.06))
        with heliograph.client() as client:
            # To the pixel that a finger meets; a key moves it by a hundredth.
            until(lambda: _drawn(client, photo) == [pytest.approx([0.06, 0.295, 0.21, 0.805], abs=0.008)], "kept")
        cleo.focus()
        with page.expect_response(lambda answer: answer.request.method == "DELETE") as erased:
            page.keyboard.press("Delete")
        assert erased.value.ok
        expect(boxes.get_by_role("button")).to_have_count(1)
        page.get_by_text("The box is gone.").locator("..").get_by_role("button", name="Undo").click()
        expect(cleo).to_be_visible()
        viewer.get_by_role("button", name="Done").click()
        expect(boxes).to_have_count(0)
        expect(viewer).to_be_visible()


# The picture takes its place while what stands beside it comes: it has one when it had the same for a while.
_AT_REST = """element => new Promise((done) => {
  let last = "", since = performance.now();
  const look = () => {
    const now = JSON.stringify(element.getBoundingClientRect());
    if (now !== last) [last, since] = [now, performance.now()];
    if (performance.now() - since > 300) done();
    else requestAnimationFrame(look);
  };
  look();
})"""


def _drag(page: Page, over: Locator, first: tuple[float, float], last: tuple[float, float]) -> None:
    """From one place to another, as shares of the element."""
    over.evaluate(_AT_REST)
    box = over.bounding_box()
    assert box
    places = [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in (first, last)]
    page.mouse.move(*places[0])
    page.mouse.down()
    page.mouse.move(*places[1], steps=4)
    page.mouse.up()


def _share(over: Locator, share: float) -> re.Pattern[str]:
    """That many pixels, to the pixel, of the element's width."""
    box = over.bounding_box()
    assert box
    near = round(share * box["width"])
    return re.compile(rf"^({near - 1}|{near}|{near + 1})(\.\d+)?px$")


def _drawn(client: httpx.Client, photo: str) -> list[list[float]]:
    faces = client.get(f"/photo/{photo}").json()["faces"]
    return [[round(side, 3) for side in face["box"]] for face in faces if face["drawn"]]


def test_a_selfie_finds_who_it_shows(browser: Browser, heliograph: Heliograph) -> None:
    with heliograph.client() as client:
        anna = client.get("/people").json()["people"][0]["id"]
        client.patch(f"/people/{anna}", json={"name": "Anna"}).raise_for_status()
    with visited(browser, heliograph, "/app/collections/people", allowed=("422",)) as page:
        page.get_by_role("link", name="Find by a photo of a face").click()
        choose = page.get_by_label("Choose a picture")
        choose.set_input_files({"name": "selfie.jpg", "mimeType": "image/jpeg", "buffer": _picture(80, ANNA)})
        found = page.get_by_role("list", name="People").get_by_role("link")
        expect(found).to_have_count(1)
        expect(found).to_contain_text("Anna")
        expect(page.locator("a[data-id]")).to_have_count(3)
        assert faults(page) == []
        choose.set_input_files({"name": "nobody.jpg", "mimeType": "image/jpeg", "buffer": _picture(81)})
        expect(page.get_by_text("No face was found")).to_be_visible()
        expect(found).to_have_count(0)


def test_faces_go_to_somebody_else_and_what_was_done_is_taken_back(browser: Browser, heliograph: Heliograph) -> None:
    with heliograph.client() as client:
        anna = client.get("/people").json()["people"][0]["id"]
        client.patch(f"/people/{anna}", json={"name": "Anna"}).raise_for_status()
    with visited(browser, heliograph, f"/app/collections/people/{anna}") as page:
        page.get_by_role("link", name="Their faces").click()
        faces = page.get_by_role("list", name="Their faces").get_by_role("button")
        expect(faces).to_have_count(3)
        faces.first.click()
        chosen = page.get_by_role("region", name="1 face")
        chosen.get_by_role("combobox", name="Name").fill("Cleo")
        assert faults(page) == []
        page.keyboard.press("Enter")
        expect(faces).to_have_count(2)
        page.get_by_role("link", name="Back").click()
        page.get_by_role("button", name="What was done").click()
        history = page.get_by_role("dialog", name="What was done")
        done = history.get_by_role("listitem")
        expect(done).to_have_count(2)
        assert faults(page) == []
        done.first.get_by_role("button", name="Undo").click()
        expect(done.first).to_contain_text("Taken back")
        history.get_by_role("button", name="Close").click()
        expect(page.locator("a[data-id]")).to_have_count(3)


def test_two_groups_of_one_person_become_one(browser: Browser, heliograph: Heliograph) -> None:
    with heliograph.client() as client:
        anna, ben = (person["id"] for person in client.get("/people").json()["people"])
        client.patch(f"/people/{anna}", json={"name": "Anna"}).raise_for_status()
    with visited(browser, heliograph, f"/app/collections/people/{ben}") as page:
        page.get_by_role("button", name="The same person as …").click()
        page.get_by_role("dialog").get_by_role("button", name="Anna").click()
        page.get_by_role("button", name="Yes, the same").click()
        expect(page.get_by_role("heading", name="Anna")).to_be_visible()
        expect(page.locator("a[data-id]")).to_have_count(4)
        page.get_by_role("button", name="Hide this person").click()
        expect(page.get_by_text("Hidden people")).to_be_visible()
        page.get_by_text("Hidden people").click()
        page.get_by_role("button", name="Show again").click()
        expect(page.get_by_role("list", name="People with a name")).to_contain_text("Anna4 photos")
    _forgotten(browser, heliograph)


def _forgotten(browser: Browser, heliograph: Heliograph) -> None:
    with visited(browser, heliograph, "/app/library/settings", **PHONE) as page:
        faces = page.get_by_role("checkbox", name="Find faces, and who they are")
        faces.click()
        page.get_by_role("button", name="Keep them").click()
        expect(faces).to_be_checked()
        faces.click()
        assert faults(page) == []
        page.get_by_role("button", name="Remove and stop").click()
        expect(faces).not_to_be_checked()
        expect(page.get_by_role("dialog")).to_have_count(0)
        page.goto(heliograph.base + "/app/collections/people")
        expect(page.get_by_text("No face has been found")).to_be_visible()
