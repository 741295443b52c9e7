/** The words of accounts, until `npm run api` has them. */
export type Role = "admin" | "member" | "guest";
export type Scope = "see" | "add" | "change" | "remove" | "manage";

export interface Me {
  id: string;
  name: string;
  role: Role;
  library: boolean;
  totp: boolean;
}
export interface Auth {
  accounts: boolean;
  first: "here" | "token" | "elsewhere" | null;
  secure: boolean;
  plain_http_allowed: boolean;
  account: Me | null;
  proven: boolean;
  access_ends: string | null;
}
export interface Entered {
  access_ends: string;
  account: Me;
}
export interface Session {
  id: string;
  agent: string;
  address: string;
  created: string;
  used: string;
  ends: string;
  current: boolean;
}
export interface Key {
  id: string;
  name: string;
  scopes: Scope[];
  created: string;
  expires: string | null;
  used: string | null;
}
export interface Account {
  id: string;
  name: string;
  role: Role;
  state: "active" | "disabled" | "leaving";
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
export interface AuditEntry {
  id: string;
  at: string;
  what: string;
  account: string | null;
  name: string;
  address: string;
  about: string;
  detail: string;
}
