/** Small things every part of the page uses: making elements, saying something to the reader. */

/** An element with properties and children. Text is always text, never markup. */
export function el(tag, props = {}, ...children) {
  const { data = {}, ...rest } = props;
  const node = Object.assign(document.createElement(tag), rest);
  Object.assign(node.dataset, data);
  node.append(...children.flat().filter((child) => child != null && child !== ""));
  return node;
}

export const one = (selector, root = document) => root.querySelector(selector);

/** Says a sentence for some seconds, with an action beside it if given as {label, run}. Returns how to take it back. */
export function say(text, { action = null, seconds = 8 } = {}) {
  const toasts = one("#toasts");
  // A modal dialog makes everything outside it inert: a toast must stand inside to be read and pressed.
  const dialog = one("dialog[open]");
  (dialog ?? document.body).append(toasts);
  dialog?.addEventListener("close", () => document.body.append(toasts), { once: true });
  for (const toast of toasts.children) if (toast.firstChild.textContent === text && !action) toast.remove();
  const toast = el("div", { className: "toast" }, el("span", {}, text));
  const timer = setTimeout(() => toast.remove(), seconds * 1000);
  const close = () => (clearTimeout(timer), toast.remove());
  if (action) toast.append(el("button", { onclick: () => (close(), action.run()) }, action.label));
  toasts.append(toast);
  return close;
}
