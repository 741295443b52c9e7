"""Passkeys (WebAuthn level 3): a device signs in by itself, once whoever holds it has shown it a finger or a PIN. So
one counts as password and factor both.

A ceremony has two steps: what is asked of the device, with a ticket, and what it answers, with the ticket again."""

import base64
import secrets
from typing import Any

from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import base64url_to_bytes, options_to_json_dict
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    AuthenticatorTransport,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from services.gateway.accounts.auditing import Audit
from services.gateway.accounts.site import Site
from services.gateway.accounts.standing import Standing
from services.gateway.accounts.tickets import LIFE, Tickets
from shared.catalog.passkeys import Passkeys
from shared.domain.account import Account, principal_of
from shared.domain.instants import instant
from shared.domain.passkey import Passkey
from shared.errors import Conflict, Invalid, NotFound, Unauthorized

MOST = 20  # of an account
LONGEST_NAME = 64  # letters
_LONGEST_ID = 1400  # base64url of the 1023 bytes that a credential's id may have

_ADD, _ENTER = "add a passkey", "enter by a passkey"
_MILLISECONDS = int(LIFE.total_seconds()) * 1000

_UNKNOWN = "This passkey opens nothing here any more. Delete it on your device, and sign in another way."
_WRONG = "The passkey's answer is not right. Begin anew."
_GONE = "There is no passkey {} in your account."

# What the library lets through where an answer is no WebAuthn at all, besides what it says itself.
_UNREADABLE = (WebAuthnException, ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError)

Options = dict[str, Any]
Answer = dict[str, Any]


class Passkeying:
    def __init__(self, standing: Standing, passkeys: Passkeys, tickets: Tickets, audit: Audit) -> None:
        self._standing = standing
        self._passkeys = passkeys
        self._tickets = tickets
        self._audit = audit

    async def of(self, account: str) -> list[Passkey]:
        """In the order of their making."""
        return await self._passkeys.of(account, limit=MOST)

    async def begin(self, account: Account, site: Site) -> tuple[Options, str]:
        """To make one -> what navigator.credentials.create is asked for, and the ticket. Raises Conflict where there
        are too many, Invalid where browsers bind none to this address."""
        _check(site)
        had = await self.of(account.id)
        if len(had) == MOST:
            raise Conflict(f"An account may have {MOST} passkeys. Remove one that is not used any more.")
        challenge = secrets.token_bytes(32)
        options = generate_registration_options(
            rp_id=site.host, rp_name="Heliograph", user_id=account.id.encode(), user_name=account.name,
            challenge=challenge, timeout=_MILLISECONDS,
            authenticator_selection=AuthenticatorSelectionCriteria(
                resident_key=ResidentKeyRequirement.REQUIRED, user_verification=UserVerificationRequirement.REQUIRED
            ),
            exclude_credentials=_described(had),
        )  # fmt: skip
        return options_to_json_dict(options), self._tickets.issue(_ADD, challenge=challenge.hex(), account=account.id)

    async def finish(
        self, account: Account, ticket: str, answer: Answer, name: str, site: Site, address: str
    ) -> Passkey:
        """The new one. Raises Unauthorized for a ticket that is over, Invalid for an answer that is not right, Conflict
        for a passkey that is known."""
        kept = self._tickets.read(_ADD, ticket)
        if kept["account"] != account.id:
            raise Unauthorized("This was begun for another account. Begin anew.")
        try:
            made = verify_registration_response(
                credential=answer, expected_challenge=bytes.fromhex(kept["challenge"]), expected_rp_id=site.host,
                expected_origin=site.origin, require_user_verification=True,
            )  # fmt: skip
        except _UNREADABLE as error:
            raise Invalid(_WRONG) from error
        passkey = Passkey(
            id=_base64url(made.credential_id), account=account.id, name=checked_name(name), host=site.host,
            public_key=_base64url(made.credential_public_key), counter=made.sign_count,
            transports=_transports(answer), backed_up=made.credential_backed_up, created=instant(),
        )  # fmt: skip
        if len(passkey.id) > _LONGEST_ID:
            raise Invalid(_WRONG)
        await self._tickets.spend(kept)
        try:
            await self._passkeys.insert(passkey)
        except Conflict:
            raise Conflict("This passkey is known here already.") from None
        await self._audit.write("passkey.added", principal_of(account), about=account.id, address=address)
        return passkey

    async def ask(self, account: Account | None, site: Site) -> tuple[Options, str]:
        """To be let in, or to prove who is there -> what navigator.credentials.get is asked for, and the ticket.
        `account`: whose; None: the device says whose it has. Raises Invalid where browsers bind none to this
        address."""
        _check(site)
        challenge = secrets.token_bytes(32)
        options = generate_authentication_options(
            rp_id=site.host, challenge=challenge, timeout=_MILLISECONDS,
            allow_credentials=_described(await self.of(account.id)) if account else [],
            user_verification=UserVerificationRequirement.REQUIRED,
        )  # fmt: skip
        return options_to_json_dict(options), self._tickets.issue(_ENTER, challenge=challenge.hex())

    async def accept(self, ticket: str, answer: Answer, site: Site, address: str) -> Account:
        """Whose passkey has answered. Raises Unauthorized."""
        kept = self._tickets.read(_ENTER, ticket)
        id = answer.get("id")
        passkey = await self._passkeys.find(id) if isinstance(id, str) and 0 < len(id) <= _LONGEST_ID else None
        account = await self._standing.accounts.find(passkey.account) if passkey else None
        if passkey is None or account is None or not account.active:
            raise Unauthorized(_UNKNOWN)
        if passkey.host != site.host:
            raise Unauthorized(
                f"This passkey is for {passkey.host}, and you opened Heliograph as {site.host}. Open it there, or make "
                "a passkey for this address."
            )
        try:
            used = verify_authentication_response(
                credential=answer, expected_challenge=bytes.fromhex(kept["challenge"]), expected_rp_id=site.host,
                expected_origin=site.origin, credential_public_key=base64url_to_bytes(passkey.public_key),
                credential_current_sign_count=0,  # compared below, where two at once are told apart
                require_user_verification=True,
            )  # fmt: skip
        except _UNREADABLE as error:
            raise Unauthorized(_WRONG) from error
        await self._tickets.spend(kept)
        now = instant()
        if not await self._passkeys.use(passkey, used.new_sign_count, backed_up=used.credential_backed_up, now=now):
            # It was signed with the true key: another device has a copy of it.
            await self._audit.write("passkey.refused", principal_of(account), about=account.id, address=address)
            raise Unauthorized(
                "This passkey was used elsewhere since, by what may be a copy of it. Sign in another way, and remove "
                "it from your account."
            )
        return account

    async def rename(self, account: str, id: str, name: str) -> None:
        """Raises NotFound, and Invalid for a name that is none."""
        if not await self._passkeys.rename(id, account, checked_name(name)):
            raise NotFound(_GONE.format(id))

    async def remove(self, account: str, id: str) -> None:
        """It opens nothing any more. Raises NotFound."""
        if not await self._passkeys.delete(id, account):
            raise NotFound(_GONE.format(id))


def checked_name(name: str) -> str:
    """As it is kept. Raises Invalid for one that nobody could read."""
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise Invalid(f"A passkey's name has 1 to {LONGEST_NAME} letters, digits or signs.")
    return name


def _check(site: Site) -> None:
    if not site.takes_passkeys:
        raise Invalid(
            f"Browsers take passkeys only for a name, by https or as http://localhost, and not for {site.origin}. "
            "docs/operations.md tells how to have both."
        )


def _described(passkeys: list[Passkey]) -> list[PublicKeyCredentialDescriptor]:
    return [
        PublicKeyCredentialDescriptor(
            id=base64url_to_bytes(each.id), transports=[AuthenticatorTransport(way) for way in each.transports]
        )
        for each in passkeys
    ]


def _transports(answer: Answer) -> list[str]:
    """Ways to the device that we know, as it says itself."""
    said = answer["response"].get("transports")
    return [way.value for way in AuthenticatorTransport if way.value in (said if isinstance(said, list) else [])]


def _base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")
