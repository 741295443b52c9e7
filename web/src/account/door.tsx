/** Where links to come in lead: the token stands behind "#", so that no server, log or other site ever hears of it. */
import { useEffect, useState } from "react";

import Invited from "./invited";
import { Reset } from "./reset";

/** What the address says, once: it does not stay in it. */
function asked(): { page: string; token: string } {
  const [page = "", search = ""] = location.hash.slice(2).split("?");
  return { page, token: new URLSearchParams(search).get("token") ?? "" };
}

export default function Door() {
  const [{ page, token }] = useState(asked);
  useEffect(() => history.replaceState(null, "", import.meta.env.BASE_URL), []);
  return page === "reset" ? <Reset token={token} /> : <Invited token={token} />;
}
