/** Fields as password managers know them: the name of the account, its password, a code. */
import { Eye, EyeOff } from "lucide-react";
import { useId, useState, type ComponentProps, type ReactNode } from "react";

import { FIELD, ICON } from "@/base/ui/styles";
import { useAccountWords } from "@/base/words/account";

import { hint } from "./password";

interface Props extends Omit<ComponentProps<"input">, "id" | "value" | "onChange"> {
  label: string;
  how?: ReactNode;
  value: string;
  set: (value: string) => void;
}

export function TextField({ label, how, set, className = "", children, ...input }: Props) {
  const id = useId();
  return (
    <div className={className}>
      <label htmlFor={id} className="mb-1.5 block font-semibold">
        {label}
      </label>
      <div className="relative">
        <input id={id} aria-describedby={how ? `${id}-how` : undefined} required {...input} onChange={(event) => set(event.target.value)} className={FIELD} />
        {children}
      </div>
      {how && (
        <div id={`${id}-how`} className="mt-1.5 text-sm text-quiet">
          {how}
        </div>
      )}
    </div>
  );
}

export function NameField(props: Omit<Props, "label">) {
  const say = useAccountWords();
  return <TextField label={say("name")} name="username" autoComplete="username" autoCapitalize="none" spellCheck={false} maxLength={64} dir="auto" {...props} />;
}

/** The present one. */
export function PasswordField(props: Omit<Props, "label">) {
  const say = useAccountWords();
  return <Hideable label={say("password")} name="password" autoComplete="current-password" {...props} />;
}

/** One that is made now: it can be looked at, in the place of being typed twice. */
export function NewPasswordField({ account, label, ...props }: Omit<Props, "label"> & { account: string; label?: string }) {
  const say = useAccountWords();
  const found = hint(props.value, account);
  const how = (
    <>
      <p>{say("password.rule")}</p>
      <p role="status" className={`mt-1 min-h-5 ${found?.enough === false ? "" : "text-ink"}`}>
        {found && say(found.key, { n: found.n ?? 0 })}
      </p>
    </>
  );
  return <Hideable label={label ?? say("password.new")} name="new-password" autoComplete="new-password" minLength={12} maxLength={128} how={how} {...props} />;
}

export function CodeField(props: Omit<Props, "label"> & { label?: string }) {
  const say = useAccountWords();
  return <TextField label={say("enter.code")} name="code" autoComplete="one-time-code" autoCapitalize="none" spellCheck={false} maxLength={64} {...props} />;
}

function Hideable(props: Props) {
  const say = useAccountWords();
  const [shown, setShown] = useState(false);
  const Icon = shown ? EyeOff : Eye;
  return (
    <TextField type={shown ? "text" : "password"} autoCapitalize="none" spellCheck={false} {...props}>
      <button type="button" aria-label={say("password.show")} aria-pressed={shown} onClick={() => setShown(!shown)} className={`${ICON} absolute end-0.5 top-0`}>
        <Icon size={18} aria-hidden="true" />
      </button>
    </TextField>
  );
}
