/** Where the gateway is asked: at the root; from the page of a link below that, as its guest. */
const page = /^\/l\/([^/]+)/.exec(globalThis.location?.pathname ?? "");

/** The id of the link whose page this is; "" elsewhere. */
export const LINK = page?.[1] ?? "";

export const at = (path: string) => (page ? `${page[0]}/api${path}` : path);
