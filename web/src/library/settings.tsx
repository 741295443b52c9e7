/** How one likes it, on this device; and what is set for the whole library. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Link } from "wouter";

import { forget } from "@/account/forget";
import { useStanding } from "@/api/session";
import { choose, OPEN_STREET_MAP, useSettings, type Direction, type Language, type Theme } from "@/base/settings";
import { Heading } from "@/base/ui/heading";
import { FIELD, PAGE, QUIET } from "@/base/ui/styles";
import { LANGUAGES, useWords, type Key } from "@/base/words";
import { useAccountWords } from "@/base/words/account";
import { size } from "@/base/words/format";
import { keptSizes } from "@/offline/store";

import { WholeLibrary } from "./whole";

const THEMES: [Theme, Key][] = [["system", "theme.system"], ["paper", "theme.paper"], ["night", "theme.night"]];
const DIRECTIONS: [Direction, Key][] = [["language", "direction.language"], ["ltr", "direction.ltr"], ["rtl", "direction.rtl"]];
const BUDGETS = [0, 50, 200, 500, 1000, 2000];
const LONGEST = [0, 4096, 2560, 1600];

export default function SettingsPage() {
  const say = useWords();
  const ofAccounts = useAccountWords();
  const auth = useStanding(({ auth }) => auth);
  const settings = useSettings();
  const client = useQueryClient();
  const { data: used } = useQuery({
    queryKey: ["kept"],
    queryFn: async () => {
      const sizes = await keptSizes();
      return { count: sizes.size, bytes: [...sizes.values()].reduce((sum, bytes) => sum + bytes, 0) };
    },
    refetchInterval: 5_000,
  });
  return (
    <>
      <Heading title={say("settings.title")} back="/library" />
      <div className={`grid max-w-xl gap-7 pb-8 ${PAGE}`}>
        <Field id="theme" word="settings.theme">
          <Select id="theme" value={settings.theme} set={(theme) => choose({ theme: theme as Theme })} options={THEMES.map(([value, word]) => [value, say(word)])} />
        </Field>
        <Field id="language" word="settings.language">
          <Select
            id="language"
            value={settings.language}
            set={(language) => choose({ language: language as Language })}
            options={[["system", say("language.system")], ...Object.entries(LANGUAGES)]}
          />
        </Field>
        <Field id="direction" word="settings.direction">
          <Select id="direction" value={settings.direction} set={(direction) => choose({ direction: direction as Direction })} options={DIRECTIONS.map(([value, word]) => [value, say(word)])} />
        </Field>
        <Field id="budget" word="settings.budget" how={say("settings.budgetHow", { n: used?.count ?? 0, size: size(used?.bytes ?? 0) })}>
          <Select
            id="budget"
            value={String(settings.budget)}
            set={(budget) => {
              choose({ budget: Number(budget) });
              void client.invalidateQueries({ queryKey: ["kept"] });
            }}
            options={BUDGETS.map((budget) => [String(budget), budget ? size(budget * 1e6) : say("settings.budgetNone")])}
          />
        </Field>
        <Field id="longest" word="settings.longest" how={say("settings.longestHow")}>
          <Select id="longest" value={String(settings.longest)} set={(longest) => choose({ longest: Number(longest) })} options={LONGEST.map((pixels) => [String(pixels), pixels ? say("settings.pixels", { n: pixels }) : say("settings.asTheyAre")])} />
        </Field>
        <Field id="tiles" word="settings.tiles" how={say("settings.tilesHow")}>
          <label className="flex items-center gap-3 py-1">
            <input id="tiles" type="checkbox" className="size-5" checked={settings.tiles} onChange={(event) => choose({ tiles: event.target.checked })} />
            {say("settings.tilesShow")}
          </label>
          {settings.tiles && (
            <input
              aria-label={say("settings.tilesAddress")}
              className={`${FIELD} mt-2`}
              defaultValue={settings.tilesAddress}
              onBlur={(event) => choose({ tilesAddress: event.target.value.trim() || OPEN_STREET_MAP })}
            />
          )}
        </Field>
        <WholeLibrary />
        {(!auth?.account || settings.token) && (
          <Field id="secret" word="settings.token" how={say("settings.tokenHow")}>
            <input id="secret" type="password" autoComplete="off" className={FIELD} defaultValue={settings.token} onBlur={(event) => choose({ token: event.target.value.trim() })} />
            {settings.token && (
              <button className={`${QUIET} mt-2`} onClick={() => void forget()}>
                {say("settings.forget")}
              </button>
            )}
          </Field>
        )}
        {auth && !auth.accounts && (
          <section>
            <h2 className="mb-1.5 text-base">{ofAccounts("first.title")}</h2>
            <p className="mb-2.5 text-sm text-quiet">{ofAccounts("first.what")}</p>
            <Link href="/library/settings/accounts" className={QUIET}>
              {ofAccounts("first.title")}
            </Link>
          </section>
        )}
      </div>
    </>
  );
}

function Field({ id, word, how, children }: { id: string; word: Key; how?: string; children: ReactNode }) {
  const say = useWords();
  return (
    <div>
      <label htmlFor={id} className="mb-1.5 block font-semibold">
        {say(word)}
      </label>
      {children}
      {how && <p className="mt-1.5 text-sm text-quiet">{how}</p>}
    </div>
  );
}

function Select({ id, value, set, options }: { id: string; value: string; set: (value: string) => void; options: readonly (readonly [string, string])[] }) {
  return (
    <select id={id} value={value} onChange={(event) => set(event.target.value)} className={`${FIELD} appearance-auto`}>
      {options.map(([value, label]) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </select>
  );
}
