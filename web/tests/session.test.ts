import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

// A page is one account's from its load on: each of these is a page of its own.
async function page(account: string) {
  vi.resetModules();
  if (account) localStorage.setItem("heliograph-account", account);
  const [client, session, proof, whose] = await Promise.all([import("@/api/client"), import("@/api/session"), import("@/api/proof"), import("@/base/whose")]);
  return { ...client, ...session, ...proof, ...whose };
}

const soon = () => new Date(Date.now() + 600_000).toISOString();
const me = (id: string) => ({ id, name: "mara", role: "admin", library: true, totp: false });
const entered = () => Response.json({ access_ends: soon(), account: me("a") });
const refused = (status: number, needs?: string) => Response.json({ title: "", status, detail: "No.", needs }, { status });
const standing = (id: string | null, accounts = true) => Response.json({ accounts, first: null, secure: true, plain_http_allowed: false, account: id && me(id), proven: false, access_ends: id && soon() });

let asked: string[] = [];
function answering(answer: (path: string, before: number) => Response | Error) {
  vi.stubGlobal("fetch", (path: string) => {
    const before = asked.filter((one) => one === path).length;
    asked.push(path);
    const said = answer(path, before);
    return said instanceof Error ? Promise.reject(said) : Promise.resolve(said);
  });
}

beforeEach(() => {
  asked = [];
  localStorage.clear();
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
  localStorage.clear();
  vi.resetModules(); // the next test's page is nobody's
});

describe("an access that has ended", () => {
  it("is renewed once for all who ask, and they ask again", async () => {
    const { json, useConnection } = await page("a");
    answering((path, before) => (path === "/auth/refresh" ? entered() : before ? Response.json({ path }) : refused(401)));
    expect(await Promise.all([json("/photos"), json("/days")])).toEqual([{ path: "/photos" }, { path: "/days" }]);
    expect(asked.filter((path) => path === "/auth/refresh")).toHaveLength(1);
    expect(useConnection.getState().locked).toBe(false);
  });

  it("is not renewed again where another tab has done so meanwhile", async () => {
    const { json } = await page("a");
    answering((path, before) => {
      localStorage.setItem("heliograph-access", JSON.stringify({ at: Date.now() + 1, ends: Date.now() + 600_000 }));
      return before ? Response.json({ path }) : refused(401);
    });
    await json("/photos");
    expect(asked).toEqual(["/photos", "/photos"]);
  });

  it("is the end of the session where it cannot be renewed", async () => {
    const { json, useConnection } = await page("a");
    answering(() => refused(401));
    await expect(json("/photos")).rejects.toMatchObject({ status: 401 });
    expect([asked, useConnection.getState().locked]).toEqual([["/photos", "/auth/refresh"], true]);
  });

  it("is no end where nobody can tell", async () => {
    const { json, useConnection } = await page("a");
    answering((path) => (path === "/auth/refresh" ? new TypeError("nobody") : refused(401)));
    await expect(json("/photos")).rejects.toMatchObject({ status: 0 });
    expect(useConnection.getState()).toMatchObject({ locked: false, online: false });
  });

  it("is asked for once only: who is refused with a new one is refused", async () => {
    const { json, useConnection } = await page("a");
    answering((path) => (path === "/auth/refresh" ? entered() : refused(401)));
    await expect(json("/photos")).rejects.toMatchObject({ status: 401 });
    expect([asked.length, useConnection.getState().locked]).toEqual([3, true]);
  });

  it("is not renewed for who never signed in here, or has a token", async () => {
    answering(() => refused(401));
    await expect((await page("")).json("/photos")).rejects.toMatchObject({ status: 401 });
    expect(asked).toEqual(["/photos"]);
  });

  it("is renewed a minute before it ends, by the gateway's clock and not this device's", async () => {
    vi.useFakeTimers();
    const { keepRenewing, stand } = await page("a");
    const late = 7200_000; // the gateway's clock is two hours behind
    answering((path) => {
      const headers = { date: new Date(Date.now() - late).toUTCString() };
      const ends = new Date(Date.now() - late + 600_000).toISOString();
      return path === "/auth" ? Response.json({ accounts: true, account: me("a"), access_ends: ends }, { headers }) : Response.json({ access_ends: ends, account: me("a") }, { headers });
    });
    const stop = new AbortController();
    await stand(stop.signal);
    keepRenewing(stop.signal);
    await vi.advanceTimersByTimeAsync(530_000);
    expect(asked).toEqual(["/auth"]);
    await vi.advanceTimersByTimeAsync(12_000);
    expect(asked).toEqual(["/auth", "/auth/refresh"]);
    await vi.advanceTimersByTimeAsync(530_000);
    expect(asked).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(12_000);
    expect(asked).toHaveLength(3);
    stop.abort();
  });
});

describe("a proof", () => {
  it("is asked for once by all that need it, and then they go through", async () => {
    const { act, answer, useProof } = await page("a");
    let proven = false;
    answering(() => (proven ? new Response(null, { status: 204 }) : refused(403, "proof")));
    const both = Promise.all([act("DELETE", "/account/totp"), act("POST", "/account/password", {})]);
    await vi.waitFor(() => expect([asked.length, useProof.getState().asked]).toEqual([2, true]));
    proven = true;
    answer(true);
    await both;
    expect([asked.length, useProof.getState().asked]).toEqual([4, false]);
  });

  it("that is not given leaves things as they were; any other refusal asks for none", async () => {
    const { act, answer, useProof } = await page("a");
    answering((path) => refused(403, path === "/accounts/b" ? undefined : "proof"));
    const refusal = expect(act("DELETE", "/account/totp")).rejects.toMatchObject({ status: 403, needs: "proof" });
    await vi.waitFor(() => expect(useProof.getState().asked).toBe(true));
    answer(false);
    await refusal;
    await expect(act("DELETE", "/accounts/b")).rejects.toMatchObject({ status: 403, needs: null });
    expect([asked, useProof.getState().asked]).toEqual([["/account/totp", "/accounts/b"], false]);
  });
});

describe("whose page this is", () => {
  const written = () => localStorage.getItem("heliograph-account");

  it("is said by the gateway before anything that waits is sent", async () => {
    const { isSure, stand } = await page("a");
    answering(() => standing("a"));
    expect(isSure()).toBe(false);
    await stand();
    expect(isSure()).toBe(true);
  });

  it("is another's where another has signed in, and then nothing of it is sent", async () => {
    const { isSure, stand } = await page("a");
    answering(() => standing("b"));
    await stand();
    expect([written(), isSure()]).toEqual(["b", false]);
  });

  it("is nobody's where there are no accounts any more", async () => {
    const { stand } = await page("a");
    answering(() => standing(null, false));
    await stand();
    expect(written()).toBe("");
  });

  it("is still that of whose session is over: what waits is theirs", async () => {
    const { isSure, stand, useConnection } = await page("a");
    answering((path) => (path === "/auth" ? standing(null) : refused(401)));
    await stand();
    expect([asked, written(), useConnection.getState().locked, isSure()]).toEqual([["/auth", "/auth/refresh"], "a", true, true]);
  });

  it("is nobody's while somebody signs in, in any tab", async () => {
    const { hold, isSure, stand } = await page("a");
    answering(() => standing("a"));
    await stand();
    const release = hold();
    expect(isSure()).toBe(false);
    expect((await page("?")).mine).toBe(""); // of a tab that was closed meanwhile nothing remains
    release();
    expect(written()).toBe("a");
    expect(isSure()).toBe(true);
  });

  it("keeps a file in the outbox that another's cookies would carry", async () => {
    const { hold, stand } = await page("a");
    answering((path) => (path === "/auth" ? standing("a") : new TypeError("nobody")));
    await stand();
    const sent = vi.fn();
    vi.stubGlobal("XMLHttpRequest", sent);
    hold();
    const { add } = await import("@/upload/queue");
    const { outbox } = await import("@/offline/store");
    const { useJobs } = await import("@/upload/jobs");
    await add([new File(["abc"], "a.jpg")]);
    expect([useJobs.getState().counts.waiting, (await outbox()).length, asked, sent.mock.calls.length]).toEqual([1, 1, ["/auth"], 0]);
  });
});
