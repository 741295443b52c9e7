/** Where links to come in lead: the token stands behind "#", so that no server, log or other site ever hears of it. */
import { useEffect, useState } from "react";

import Invited from "./invited";
import { Refused } from "./refused";
import { Reset } from "./reset";

/** What the address says, once: it does not stay in it. */
function asked(): { page: string; token: string; why: string } {
  const [page = "", search = ""] = location.hash.slice(2).split("?");
  const said = new URLSearchParams(search);
  return { page, token: said.get("token") ?? "", why: said.get("why") ?? "" };
}

export default function Door() {
  const [{ page, token, why }] = useState(asked);
  useEffect(() => history.replaceState(null, "", import.meta.env.BASE_URL), []);
  if (page === "refused") return <Refused why={why} />;
  return page === "reset" ? <Reset token={token} /> : <Invited token={token} />;
}
