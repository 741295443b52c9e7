import { expect, it } from "vitest";

import { program } from "@/account/agent";
import { hint } from "@/account/password";
import { bytesOf, gigabytesOf } from "@/account/role";

it.each([
  ["", null],
  ["short", { key: "password.short", enough: false, n: 7 }],
  ["🐕🐕🐕🐕🐕🐕🐕🐕🐕🐕🐕", { key: "password.short", enough: false, n: 1 }], // characters, not halves of them
  ["x".repeat(129), { key: "password.long", enough: false }],
  ["Mara's holidays", { key: "password.named", enough: true }],
  ["ababababababab", { key: "password.plain", enough: true }],
  ["three herons", { key: "password.good", enough: true }],
  ["seven quiet herons", { key: "password.strong", enough: true }],
])("of the password “%s” is said %j", (password, said) => expect(hint(password, "mara")).toEqual(said));

it.each([
  ["Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36", "Chrome Linux"],
  ["Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0", "Edge Windows"],
  ["Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1", "Safari iPhone"],
  ["Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0", "Firefox Android"],
  ["Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15", "Safari macOS"],
  ["python-httpx/0.28.1", undefined],
])("%s is %s", (agent, called) => {
  const found = program(agent);
  expect(found ? `${found.browser} ${found.system}` : undefined).toBe(called);
});

it("room is given in gigabytes, and none is no limit", () => {
  expect([bytesOf("2.5"), bytesOf(" "), bytesOf("0"), gigabytesOf(2.5e9), gigabytesOf(null)]).toEqual([2_500_000_000, null, 0, "2.5", ""]);
});
