/** Every key there is. */
import { Dialog } from "@/base/ui/dialog";
import { useWords, type Key } from "@/base/words";

const KEYS: [string[], Key][] = [
  [["/"], "keys.search"],
  [["g", "p"], "keys.photos"],
  [["g", "y"], "keys.foryou"],
  [["g", "c"], "keys.collections"],
  [["g", "m"], "keys.map"],
  [["g", "w"], "keys.people"],
  [["g", "l"], "keys.library"],
  [["g", "t"], "keys.trash"],
  [["u"], "keys.upload"],
  [["←", "→", "↑", "↓"], "keys.walk"],
  [["Enter"], "keys.open"],
  [["x"], "keys.choose"],
  [["Shift", "→"], "keys.range"],
  [["Ctrl", "A"], "keys.all"],
  [["i"], "keys.info"],
  [["f"], "keys.favourite"],
  [["c"], "keys.composition"],
  [["t"], "keys.text"],
  [["p"], "viewer.faces"],
  [["o"], "viewer.things"],
  [["b"], "boxes.draw"],
  [["+", "−"], "keys.zoom"],
  [["d"], "keys.download"],
  [["e"], "keys.edit"],
  [["Delete"], "keys.delete"],
  [["Esc"], "keys.back"],
];

export default function KeySheet({ close }: { close: () => void }) {
  const say = useWords();
  return (
    <Dialog title={say("keys.title")} close={close}>
      <dl className="mt-3 grid gap-2">
        {KEYS.map(([keys, word]) => (
          <div key={word} className="flex items-center justify-between gap-4">
            <dt>{say(word)}</dt>
            <dd className="flex gap-1">
              {keys.map((key) => (
                <kbd key={key} className="min-w-7 rounded-md bg-wash px-1.5 py-0.5 text-center font-sans text-sm">
                  {key}
                </kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
