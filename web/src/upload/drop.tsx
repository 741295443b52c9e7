/** Files may be dropped or pasted anywhere; the buttons of every page open the same two choosers. */
import { useEffect, useState } from "react";

import { OnTop } from "@/base/ui/modal";
import { useWords } from "@/base/words";

import { dropped, filesOf } from "./files";
import { add } from "./queue";

const press = (id: string) => () => document.querySelector<HTMLInputElement>(id)?.click();
const pressFiles = press("#files");
export const chooseFolder = press("#folder");
export const takePhoto = press("#camera");

const ENDINGS = [".heic", ".heif", ".avif", ".dng", ".nef", ".cr2", ".cr3", ".arw", ".raf", ".orf", ".rw2", ".xmp"];
const ACCEPT = ["image/*", ...ENDINGS].join();

/** By the chooser that tells where the files lie, in browsers that have it. */
export function chooseFiles(): void {
  if (!window.showOpenFilePicker) return pressFiles();
  const types = [{ accept: { "image/*": ENDINGS } }];
  window.showOpenFilePicker({ multiple: true, types }).then(
    async (chosen) => add((await Promise.all(chosen.map(filesOf))).flat()),
    (error: unknown) => {
      if (!(error instanceof DOMException && error.name === "AbortError")) throw error; // nothing was chosen
    },
  );
}

export function DropZone() {
  const say = useWords();
  const [over, setOver] = useState(false);
  useEffect(() => {
    const carries = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;
    const onOver = (event: DragEvent) => {
      if (!carries(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const onLeave = (event: DragEvent) => event.relatedTarget === null && setOver(false);
    const onDrop = (event: DragEvent) => {
      setOver(false);
      // A picture dropped on the search field is a question, not a photo to add.
      if (!event.dataTransfer || !carries(event) || event.defaultPrevented) return;
      event.preventDefault();
      void dropped(event.dataTransfer).then(add);
    };
    const onPaste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length && !event.defaultPrevented) void add(files);
    };
    addEventListener("dragover", onOver);
    addEventListener("dragleave", onLeave);
    addEventListener("drop", onDrop);
    addEventListener("paste", onPaste);
    return () => {
      removeEventListener("dragover", onOver);
      removeEventListener("dragleave", onLeave);
      removeEventListener("drop", onDrop);
      removeEventListener("paste", onPaste);
    };
  }, []);

  const taken = (event: React.ChangeEvent<HTMLInputElement>) => {
    void add([...(event.target.files ?? [])]);
    event.target.value = ""; // so that the same file can be chosen again
  };
  const hidden = { type: "file", multiple: true, hidden: true, onChange: taken } as const;
  return (
    <>
      <input id="files" accept={ACCEPT} aria-label={say("upload.add")} {...hidden} />
      <input id="folder" {...{ webkitdirectory: "" }} aria-label={say("upload.folder")} {...hidden} />
      <input id="camera" accept="image/*" capture="environment" aria-label={say("upload.camera")} {...hidden} />
      {over && (
        <OnTop>
          <div className="appear pointer-events-none fixed inset-0 z-65 grid place-items-center bg-ground/85">
            <div className="absolute inset-3 rounded-3xl border-3 border-sun" />
            <p className="text-2xl font-semibold">{say("upload.drop")}</p>
          </div>
        </OnTop>
      )}
    </>
  );
}
