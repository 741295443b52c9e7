/** The address of a new link, which is told once. */
import { Check, Copy } from "lucide-react";
import { useRef, useState } from "react";

import { FIELD, MAIN } from "@/base/ui/styles";
import { useSharingWords } from "@/base/words/sharing";

export function CopyLink({ address }: { address: string }) {
  const say = useSharingWords();
  const field = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    field.current?.select();
    try {
      await navigator.clipboard.writeText(address);
      setCopied(true);
    } catch (error) {
      // Not allowed, or not there for a page that came by http: the reader copies what is selected for them.
      if (!(error instanceof DOMException || error instanceof TypeError)) throw error;
    }
  };
  const Icon = copied ? Check : Copy;
  return (
    <div className="mt-4 grid gap-3">
      <p className="text-quiet">{say("link.once")}</p>
      <input ref={field} readOnly dir="ltr" aria-label={say("way.link")} value={address} onFocus={({ target }) => target.select()} className={`${FIELD} text-sm`} />
      <button className={MAIN} onClick={() => void copy()}>
        <Icon size={18} aria-hidden="true" />
        <span role="status">{say(copied ? "copied" : "copy")}</span>
      </button>
    </div>
  );
}
