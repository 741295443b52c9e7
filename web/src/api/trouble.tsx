/** What stands in the place of a page that could not be fetched: why, and what can be seen all the same. */
import { Link } from "wouter";

import { CHIP, PAGE } from "@/base/ui/styles";
import { useWords } from "@/base/words";

import { Problem } from "./client";
import { sentence } from "./sentence";

export function Trouble({ error }: { error: Error }) {
  const say = useWords();
  if (!(error instanceof Problem) || error.status !== 0)
    return (
      <p role="alert" className={`py-6 text-quiet ${PAGE}`}>
        {sentence(error)}
      </p>
    );
  return (
    <div className={`max-w-xl py-6 ${PAGE}`}>
      <p role="alert" className="text-quiet">
        {say("offline.needed")}
      </p>
      <p className="mt-3 flex flex-wrap gap-2">
        <Link href="/" className={CHIP}>
          {say("nav.photos")}
        </Link>
        <Link href="/collections/photos?favourite=true" className={CHIP}>
          {say("door.favourites")}
        </Link>
      </p>
    </div>
  );
}
