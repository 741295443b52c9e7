/** What a device with passkeys is asked. What asks it comes only where one is used. */
import type { PublicKeyCredentialCreationOptionsJSON, PublicKeyCredentialRequestOptionsJSON } from "@simplewebauthn/browser";

import type { Passkey, Shown } from "@/api/types";
import { ask, body } from "@/api/ask";
import { json, send } from "@/api/client";

/** The device did not answer: it has none, its owner did not want to, it took too long; or of one to be made, `known`:
 * it has one already. */
export class Unshown extends Error {
  readonly known: boolean;

  constructor(cause: Error) {
    super(cause.message, { cause });
    this.known = cause.name === "InvalidStateError";
  }
}

interface Asked<Options> {
  ticket: string;
  options: Options;
}

const library = () => import("@simplewebauthn/browser");

/** Whether this browser can speak of passkeys. */
export const canPasskeys = () => "PublicKeyCredential" in window;

/** Has the device make one. Raises Problem, and Unshown. */
export async function make(name: string): Promise<Passkey> {
  const { ticket, options } = await json<Asked<PublicKeyCredentialCreationOptionsJSON>>("/account/passkeys/begin", { method: "POST" });
  const { startRegistration } = await library();
  const answer = await shown(() => startRegistration({ optionsJSON: options }));
  return send<Passkey>("POST", "/account/passkeys/finish", { ticket, answer, name });
}

/** Has the device show one, to sign in with or to prove who is there. Raises Problem, and Unshown. */
export async function show(): Promise<Shown> {
  const asked = await ask("/auth/passkey/begin", body("POST"));
  const { ticket, options } = (await asked.json()) as Asked<PublicKeyCredentialRequestOptionsJSON>;
  const { startAuthentication } = await library();
  return { ticket, answer: { ...(await shown(() => startAuthentication({ optionsJSON: options }))) } };
}

async function shown<Answer>(showing: () => Promise<Answer>): Promise<Answer> {
  try {
    return await showing();
  } catch (error) {
    // The browser tells little of why, so that no page learns who has which.
    if (error instanceof Error && error.name !== "TypeError") throw new Unshown(error);
    throw error;
  }
}
