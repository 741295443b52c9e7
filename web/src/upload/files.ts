/** What was dropped or chosen -> files; folders with all that lies in them, hidden files left out. */

/** Where a file lies, in browsers that tell: so it can be read again by a later page. */
export const handles = new WeakMap<File, FileSystemFileHandle>();

interface Permission {
  mode: "read";
}
// Chromium's own, which TypeScript does not know.
declare global {
  interface DataTransferItem {
    getAsFileSystemHandle?: () => Promise<FileSystemHandle | null>;
  }
  interface FileSystemHandle {
    queryPermission?: (wanted: Permission) => Promise<PermissionState>;
    requestPermission?: (wanted: Permission) => Promise<PermissionState>;
  }
  interface Window {
    showOpenFilePicker?: (options: { multiple: boolean; types: { accept: Record<string, string[]> }[] }) => Promise<FileSystemFileHandle[]>;
  }
}

export async function filesIn(entry: FileSystemEntry): Promise<File[]> {
  if (entry.name.startsWith(".")) return [];
  if (entry.isFile) return [await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject))];
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const found: FileSystemEntry[] = [];
  for (;;) {
    // A reader gives some hundred entries at a time, and none when there are no more.
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (!some.length) return (await Promise.all(found.map(filesIn))).flat();
    found.push(...some);
  }
}

export async function filesOf(handle: FileSystemHandle): Promise<File[]> {
  if (handle.name.startsWith(".")) return [];
  if (handle.kind === "file") {
    const file = await (handle as FileSystemFileHandle).getFile();
    handles.set(file, handle as FileSystemFileHandle);
    return [file];
  }
  const found: File[] = [];
  for await (const one of (handle as FileSystemDirectoryHandle).values()) found.push(...(await filesOf(one)));
  return found;
}

export async function dropped(data: DataTransfer): Promise<File[]> {
  // The items must be taken before the first await: the browser empties the list after the event.
  const items = [...data.items].filter(({ kind }) => kind === "file");
  const taken = items.map((item) => ({ entry: item.webkitGetAsEntry(), handle: item.getAsFileSystemHandle?.() }));
  const files = taken.map(async ({ entry, handle: asked }) => {
    const handle = await asked;
    return handle ? filesOf(handle) : entry ? filesIn(entry) : [];
  });
  return (await Promise.all(files)).flat();
}
