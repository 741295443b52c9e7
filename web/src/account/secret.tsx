/** What is shown once, to be copied. */
import { Check, Copy } from "lucide-react";
import { useRef, useState } from "react";

import { QUIET } from "@/base/ui/styles";
import { useAccountWords } from "@/base/words/account";

export function Secret({ value }: { value: string }) {
  const say = useAccountWords();
  const text = useRef<HTMLElement>(null);
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(value);
      setCopied(true);
    } catch (error) {
      // Not allowed, or not there for a page that came by http: the reader copies what is selected for them.
      if (!(error instanceof DOMException || error instanceof TypeError)) throw error;
      if (text.current) getSelection()?.selectAllChildren(text.current);
    }
  };
  const Icon = copied ? Check : Copy;
  return (
    <div className="my-3 grid gap-2">
      <pre dir="ltr" className="printed rounded-xl bg-wash px-4 py-3 whitespace-pre-wrap [overflow-wrap:anywhere]">
        <code ref={text}>{value}</code>
      </pre>
      <button type="button" className={`${QUIET} justify-self-start`} onClick={() => void copy()}>
        <Icon size={18} aria-hidden="true" />
        <span role="status">{say(copied ? "copied" : "copy")}</span>
      </button>
    </div>
  );
}
