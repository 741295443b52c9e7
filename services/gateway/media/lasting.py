"""What lasts while it is answered: whether who asked may still have it."""

from services.gateway import policy
from services.gateway.accounts.authentication import Authentication
from shared.catalog.photos import Photos
from shared.domain.photo import ListedPhoto
from shared.domain.principal import Principal
from shared.errors import Forbidden, NotFound, Unauthorized


class Lasting:
    def __init__(self, authentication: Authentication, photos: Photos) -> None:
        self._authentication = authentication
        self._photos = photos

    async def check(self, principal: Principal, photo: ListedPhoto) -> None:
        """Raises where the principal may not have the file of the photo any more, as that was told to them when they
        began: signed out, no more shared, out of the album, less told of it."""
        now = await self._authentication.now(principal)
        if policy.owns(now, photo):
            return
        there = await self._photos.find(photo.id)
        if there is None:
            raise policy.unknown("photo", photo.id)
        if policy.withheld(now, there, file=True) != policy.withheld(principal, photo, file=True):
            raise Forbidden("Whoever shares this with you tells less of it now. Begin again.")

    async def still(self, principal: Principal, photo: ListedPhoto) -> bool:
        """Whether check raises nothing."""
        try:
            await self.check(principal, photo)
        except (Unauthorized, Forbidden, NotFound):
            return False
        return True
