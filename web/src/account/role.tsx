/** What somebody is here, and how much room they have. */
import { useId } from "react";

import type { Role } from "@/api/types";
import { FIELD } from "@/base/ui/styles";
import { useAccountWords } from "@/base/words/account";

import { TextField } from "./fields";

export const ROLES: Role[] = ["member", "guest", "admin"];
const GIGABYTE = 1e9;

/** "" is no limit: null for the gateway. */
export const bytesOf = (gigabytes: string) => (gigabytes.trim() ? Math.round(Number(gigabytes) * GIGABYTE) : null);
export const gigabytesOf = (bytes: number | null) => (bytes === null ? "" : String(bytes / GIGABYTE));

export function RoleField({ role, set }: { role: Role; set: (role: Role) => void }) {
  const say = useAccountWords();
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className="mb-1.5 block font-semibold">
        {say("users.role")}
      </label>
      <select id={id} aria-describedby={`${id}-how`} value={role} onChange={(event) => set(event.target.value as Role)} className={`${FIELD} appearance-auto`}>
        {ROLES.map((one) => (
          <option key={one} value={one}>
            {say(`role.${one}`)}
          </option>
        ))}
      </select>
      <p id={`${id}-how`} className="mt-1.5 text-sm text-quiet">
        {say(`role.${role}.how`)}
      </p>
    </div>
  );
}

export function QuotaField({ value, set }: { value: string; set: (value: string) => void }) {
  const say = useAccountWords();
  return <TextField label={say("users.quota")} how={say("users.quotaHow")} type="number" min={0} step="any" inputMode="decimal" required={false} value={value} set={set} />;
}
