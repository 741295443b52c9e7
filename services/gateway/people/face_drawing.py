"""What it changes to draw a face, to move or erase its box, or to say that somebody is on a photo: in differences, as
services/gateway/people/planning.py has them."""

from secrets import token_hex

import msgspec

from services.gateway.acting import Planned
from services.gateway.people.drawing import ShownFace, shown_faces
from services.gateway.people.planning import PeoplePlanning, Plan, Shown, add, given
from shared.catalog.parts import Parts
from shared.domain.actions import Difference, Draw, Erase, Join, Leave, Move
from shared.domain.boxes import Box
from shared.domain.drawn import MOST_DRAWN, DrawnFace, drawn_on, faceless_on
from shared.domain.edits import drawn, said
from shared.domain.matching import covered
from shared.domain.part import part_id
from shared.domain.person import FaceState, Person, PlacedFace
from shared.domain.photo import Photo
from shared.errors import Conflict, Invalid, NotFound


class FaceDrawing:
    """Each returns the change, and what it is about. Raises Invalid for what makes no sense, NotFound for a face that
    is not there."""

    def __init__(self, parts: Parts, planning: PeoplePlanning) -> None:
        self._parts = parts
        self._planning = planning

    async def drawn(self, photo: Photo, box: Box, person: str, *, name: str) -> tuple[Draw, Planned]:
        """A face that the box covers is the same face. Whose it is may be left open."""
        shown = await shown_faces(self._parts, photo)
        place, planned = covered(box, [each.box for each in shown]), Planned()
        whose = await self._planning.whose(photo.owner, person, name, planned) if person or name else ""
        if place is None:
            face = self._new(photo, DrawnFace(box), whose, planned)
        else:
            face = shown[place].id
            state = await self._planning.shown(photo, face)
            _draw(planned, photo, face, DrawnFace(box, shown[place].found))
            add(planned, [state], lambda now: given(now, whose) if whose else _counting(now))
        return Draw(photo=photo.id, face=face, person=whose), planned

    async def moved(self, photo: Photo, face: str, box: Box) -> Plan:
        planned = Planned()
        _draw(planned, photo, face, DrawnFace(box, (await self._face(photo, face)).found))
        return Move(photo=photo.id, face=face), planned

    async def erased(self, photo: Photo, face: str) -> Plan:
        """One that was only drawn goes; one that was found, which would be found again, is no face from then on."""
        if not (await self._face(photo, face)).drawn:
            return await self._planning.ignored(photo, face)
        planned = Planned()
        _draw(planned, photo, face, None)
        add(planned, [await self._planning.shown(photo, face)], lambda _: FaceState())
        return Erase(photo=photo.id, face=face), planned

    async def joined(self, photo: Photo, person: str, *, name: str) -> Plan:
        """Nothing changes where they are on the photo already."""
        planned = Planned()
        whose = await self._planning.whose(photo.owner, person, name, planned)
        if whose in {each.face.person for each in await self._planning.all_shown(photo)}:
            return Join(photo=photo.id, face="", person=whose), Planned()
        return Join(photo=photo.id, face=self._new(photo, DrawnFace(), whose, planned), person=whose), planned

    async def left(self, photo: Photo, person: Person) -> Plan:
        """Only who is there without a face: of a face it is said whose it is not. Raises Conflict for others."""
        theirs = [each for each in await self._planning.all_shown(photo) if each.face.person == person.id]
        faceless = [each for each in theirs if each.face.face in faceless_on(photo)]
        if not theirs:
            raise NotFound(f"Person {person.id} is not on this photo.")
        if not faceless:
            raise Conflict("This person is on the photo by a face. Say of the face that it is not theirs.")
        planned = Planned()
        for each in faceless:
            _draw(planned, photo, each.face.face, None)
        add(planned, faceless, lambda _: FaceState())
        return Leave(photo=photo.id, person=person.id), planned

    def _new(self, photo: Photo, face: DrawnFace, person: str, planned: Planned) -> str:
        if len(drawn_on(photo)) >= MOST_DRAWN:
            raise Invalid(f"{MOST_DRAWN} faces were drawn on this photo already, and no more can be.")
        id = part_id(photo.id, f"drawn:{token_hex(8)}")
        _draw(planned, photo, id, face)
        new = Shown(photo.id, PlacedFace(id))
        add(planned, [new], lambda _: FaceState(person, drawn=True, shown=person))
        return id

    async def _face(self, photo: Photo, face: str) -> ShownFace:
        for each in await shown_faces(self._parts, photo):
            if each.id == face:
                return each
        raise NotFound(f"There is no face {face} in your library.")


def _draw(planned: Planned, photo: Photo, face: str, after: DrawnFace | None) -> None:
    name = drawn(face)
    difference = Difference(name, said(photo.edits, name), after.said() if after else None)
    if difference.before != difference.after:
        planned.photos[photo.id] = (*planned.photos.get(photo.id, ()), difference)


def _counting(state: FaceState) -> FaceState:
    """Who draws a face thinks that it is one."""
    return msgspec.structs.replace(state, ignored=False)
