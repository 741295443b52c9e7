/** What follows a finger, and glides on when it is let go. Only `translate`, `scale` and opacity change: no layout. */

const MS = 200;
const EASING = "cubic-bezier(0.2, 0.7, 0.2, 1)";

export const isStill = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

interface Place {
  x?: number;
  y?: number;
  scale?: number;
  opacity?: number;
}

const styled = ({ x = 0, y = 0, scale = 1, opacity = 1 }: Place) => ({ translate: `${x}px ${y}px`, scale: String(scale), opacity: String(opacity) });

/** Puts the element there at once. */
export function place(element: HTMLElement, to: Place): void {
  Object.assign(element.style, styled(to));
}

/** Back under the rules of its class. */
export function free(element: HTMLElement): void {
  Object.assign(element.style, { translate: "", scale: "", opacity: "" });
}

/** From where the element is; it stays where it arrives. */
export function glide(element: HTMLElement, to: Place): Animation {
  const { translate, scale, opacity } = getComputedStyle(element);
  place(element, to);
  return element.animate([{ translate, scale, opacity }, styled(to)], { duration: MS, easing: EASING });
}

/** From where another element is to its own place, as if it had grown out of that. */
export function grow(element: HTMLElement, from: HTMLElement): Animation {
  const [one, other] = [from.getBoundingClientRect(), element.getBoundingClientRect()];
  const [x, y] = [one.x - other.x + (one.width - other.width) / 2, one.y - other.y + (one.height - other.height) / 2];
  const scale = Math.max(one.width / other.width, one.height / other.height);
  return element.animate([styled({ x, y, scale }), styled({})], { duration: MS, easing: EASING });
}

export function fadeIn(element: HTMLElement): Animation {
  return element.animate([{ opacity: 0 }, { opacity: 1 }], { duration: MS, easing: EASING });
}
