"""A provider of sign-in for the tests (OpenID Connect): Authlib's own server, on a loopback port, which lets whoever is
`person` in without asking. It can also lie."""

import base64
import hmac
import json
import os
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import flask
from authlib.integrations.flask_oauth2 import AuthorizationServer
from authlib.oauth2 import OAuth2Error
from authlib.oauth2.rfc6749 import grants
from authlib.oauth2.rfc6749.models import AuthorizationCodeMixin, ClientMixin
from authlib.oauth2.rfc7636 import CodeChallenge
from authlib.oidc.core import UserInfo
from authlib.oidc.core.grants import OpenIDCode
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet, OKPKey, RSAKey
from werkzeug.serving import make_server

CLIENT, SECRET = "heliograph", "a secret: of the client/ and % +"
LOGOUT = "http://schemas.openid.net/event/backchannel-logout"


@dataclass
class Client(ClientMixin):
    redirects: list[str] = field(default_factory=list)
    id_token_signed_response_alg: str = "RS256"

    def get_client_id(self) -> str:
        return CLIENT

    def get_default_redirect_uri(self) -> str:
        return self.redirects[0]

    def get_allowed_scope(self, scope: str) -> str:
        return scope

    def check_redirect_uri(self, redirect_uri: str) -> bool:
        return redirect_uri in self.redirects

    def check_client_secret(self, client_secret: str) -> bool:
        return hmac.compare_digest(client_secret, SECRET)

    def check_endpoint_auth_method(self, method: str, endpoint: str) -> bool:
        return method == "client_secret_basic"

    def check_response_type(self, response_type: str) -> bool:
        return response_type == "code"

    def check_grant_type(self, grant_type: str) -> bool:
        return grant_type == "authorization_code"


@dataclass
class Code(AuthorizationCodeMixin):
    code: str
    person: dict[str, Any]
    redirect: str
    scope: str
    nonce: str
    code_challenge: str
    code_challenge_method: str
    at: int = field(default_factory=lambda: int(time.time()))

    def get_redirect_uri(self) -> str:
        return self.redirect

    def get_scope(self) -> str:
        return self.scope

    def get_nonce(self) -> str:
        return self.nonce

    def get_auth_time(self) -> int:
        return int(self.person.get("auth_time", self.at))

    def get_acr(self) -> None:
        return None

    def get_amr(self) -> None:
        return None


@dataclass
class Lie:
    """Something else in an ID token than is true: claims, the algorithm, and the key by which it is signed."""

    claims: Mapping[str, Any] = field(default_factory=dict)
    algorithm: str = ""
    key: Any = None
    header: Mapping[str, Any] = field(default_factory=dict)


class IdentityProvider:
    """`person`: the claims of who sits at the browser, of which `hidden` are told at userinfo alone; None: nobody
    agrees."""

    def __init__(self) -> None:
        self.client = Client()
        self.person: dict[str, Any] | None = None
        self.hidden: dict[str, Any] = {}
        self.lie: Lie | None = None
        self.answers_as: str | None = None  # iss of its answers
        self.asked: list[str] = []  # paths
        self.keys: list[Any] = []
        self.issuer = ""
        self._codes: dict[str, Code] = {}
        self._tokens: dict[str, dict[str, Any]] = {}
        self.rotate()

    def rotate(self) -> None:
        """Other keys in the place of those that were there."""
        more = {"use": "sig"}
        self.keys = [
            RSAKey.generate_key(2048, more, auto_kid=True), ECKey.generate_key("P-256", more, auto_kid=True),
            OKPKey.generate_key("Ed25519", more, auto_kid=True),
        ]  # fmt: skip

    def key(self, algorithm: str) -> Any:
        return self.keys[{"RS256": 0, "PS256": 0, "ES256": 1, "EdDSA": 2}[algorithm]]

    def sign(self, claims: Mapping[str, Any], algorithm: str = "RS256", key: Any = None, **header: Any) -> str:
        key = key or (self.key(algorithm) if algorithm not in ("none", "HS256") else None)
        if algorithm in ("none", "HS256", "EdDSA"):  # which no library signs so, or not without a warning
            head = {"alg": algorithm, "kid": self.keys[2 if algorithm == "EdDSA" else 0].kid, **header}
            signed = ".".join(_text(json.dumps(part).encode()) for part in (head, claims))
            ways = {"none": lambda: b"", "HS256": lambda: hmac.digest(key, signed.encode(), "sha256")}
            ways["EdDSA"] = lambda: key.private_key.sign(signed.encode())
            return f"{signed}.{_text(ways[algorithm]())}"
        head = {"alg": algorithm, "kid": key.kid, **header}
        return jwt.encode(head, dict(claims), key, algorithms=[algorithm])

    def logout_token(self, **claims: Any) -> str:
        now = int(time.time())
        said = {
            "iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 120, "jti": os.urandom(8).hex(),
            "events": {LOGOUT: {}}, **claims,
        }  # fmt: skip
        return self.sign({name: value for name, value in said.items() if value is not None}, typ="logout+jwt")

    def build(self) -> flask.Flask:
        app = flask.Flask(__name__)
        idp = self

        class CodeGrant(grants.AuthorizationCodeGrant):
            TOKEN_ENDPOINT_AUTH_METHODS = ["client_secret_basic"]

            def save_authorization_code(self, code: str, request: Any) -> None:
                asked = request.payload.data
                idp._codes[code] = Code(
                    code, request.user, asked["redirect_uri"], asked["scope"], asked["nonce"], asked["code_challenge"],
                    asked["code_challenge_method"],
                )  # fmt: skip

            def query_authorization_code(self, code: str, client: Client) -> Code | None:
                return idp._codes.get(code)

            def delete_authorization_code(self, authorization_code: Code) -> None:
                del idp._codes[authorization_code.code]

            def authenticate_user(self, authorization_code: Code) -> dict[str, Any]:
                return authorization_code.person

        class IdTokens(OpenIDCode):
            def exists_nonce(self, nonce: str, request: Any) -> bool:
                return any(code.nonce == nonce for code in idp._codes.values())

            def resolve_client_private_key(self, client: Client) -> Any:
                return idp.key(client.id_token_signed_response_alg)

            def get_encode_header(self, client: Client) -> dict[str, str]:
                algorithm = client.id_token_signed_response_alg
                return {"alg": algorithm, "kid": idp.key(algorithm).kid}

            def get_client_claims(self, client: Client) -> dict[str, Any]:
                return {"iss": idp.issuer, "aud": [CLIENT]}

            def generate_user_info(self, user: dict[str, Any], scope: str) -> UserInfo:
                return UserInfo(**user)

            def encode_id_token(self, token: Any, request: Any) -> str:
                true = str(super().encode_id_token(token, request))
                return idp._lying(true) if idp.lie else true

        server = AuthorizationServer(
            app, query_client=lambda name: self.client if name == CLIENT else None,
            save_token=lambda token, request: self._tokens.__setitem__(token["access_token"], request.user),
        )  # fmt: skip
        server.register_grant(CodeGrant, [IdTokens(require_nonce=True), CodeChallenge(required=True)])

        @app.before_request
        def note() -> None:
            self.asked.append(flask.request.full_path)

        @app.get("/realm/.well-known/openid-configuration")
        def discovery() -> Any:
            return {
                "issuer": self.issuer, "authorization_endpoint": f"{self.issuer}/authorize?tenant=home",
                "token_endpoint": f"{self.issuer}/token", "userinfo_endpoint": f"{self.issuer}/userinfo",
                "jwks_uri": f"{self.issuer}/jwks", "end_session_endpoint": f"{self.issuer}/logout",
                "authorization_response_iss_parameter_supported": True, "response_types_supported": ["code"],
                "subject_types_supported": ["public"], "id_token_signing_alg_values_supported": ["RS256"],
            }  # fmt: skip

        @app.get("/realm/jwks")
        def jwks() -> Any:
            return KeySet(self.keys).as_dict(private=False)

        @app.get("/realm/authorize")
        def authorize() -> Any:
            assert flask.request.args["code_challenge_method"] == "S256"
            try:
                grant = server.get_consent_grant(end_user=self.person)
            except OAuth2Error as error:
                return dict(error.get_body()), 400
            answer = server.create_authorization_response(grant_user=self.person, grant=grant)
            where = answer.headers["Location"]
            answer.headers["Location"] = f"{where}&iss={self.answers_as or self.issuer}"
            return answer

        @app.post("/realm/token")
        def token() -> Any:
            return server.create_token_response()

        @app.get("/realm/userinfo")
        def userinfo() -> Any:
            person = self._tokens[flask.request.headers["Authorization"].removeprefix("Bearer ")]
            return {"sub": person["sub"], **self.hidden}

        @app.get("/realm/logout")
        def logout() -> Any:
            assert flask.request.args["client_id"] == CLIENT
            return "<!doctype html><html lang=en><title>Out</title><p>Signed out of the house."

        return app

    def _lying(self, true: str) -> str:
        lie = self.lie
        assert lie
        claims = json.loads(base64.urlsafe_b64decode(true.split(".")[1] + "=="))
        said = {name: value for name, value in {**claims, **lie.claims}.items() if value is not None}
        return self.sign(said, lie.algorithm or "RS256", lie.key, **lie.header)

    @property
    def public_pem(self) -> bytes:
        return bytes(self.keys[0].as_pem(private=False))


@contextmanager
def providing() -> Iterator[IdentityProvider]:
    idp = IdentityProvider()
    before = os.environ.get("AUTHLIB_INSECURE_TRANSPORT")
    os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"  # it serves loopback alone
    server = make_server("127.0.0.1", 0, idp.build(), threaded=True)
    idp.issuer = f"http://127.0.0.1:{server.server_port}/realm"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield idp
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
        if before is None:
            del os.environ["AUTHLIB_INSECURE_TRANSPORT"]


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")
