/** The words of accounts that `npm run api` does not have yet. */
import type { Role } from "./types";

export type Right = "see" | "add" | "change" | "remove" | "manage";

export interface ApiKey {
  id: string;
  name: string;
  scopes: Right[];
  created: string;
  expires: string | null;
  used: string | null;
}
export type NewApiKey = ApiKey & { secret: string };
export interface Account {
  id: string;
  name: string;
  role: Role;
  state: "active" | "disabled" | "deleted";
  quota: number | null;
  used: number;
  created: string;
  seen: string | null;
}
export interface Invitation {
  id: string;
  role: Role;
  quota: number | null;
  by: string;
  created: string;
  expires: string;
}
export interface Invited {
  role: Role;
  by: string;
  expires: string;
}
export interface Given {
  token: string;
  expires: string;
}
