/** The heliograph: it glints when a photo has been understood. */
import { isStill } from "./motion";

export function Mark({ size = 28 }: { size?: number }) {
  return (
    <svg viewBox="0 0 32 32" width={size} height={size} fill="none" aria-hidden="true" className="mark block">
      <g stroke="currentColor" strokeWidth="2.2" strokeLinecap="round">
        <circle cx="14" cy="15" r="9.5" />
        <path d="M14 24.5V30M9 30h10" />
      </g>
      <path className="flash" d="M22 1c.9 4.6 2.4 6.1 7 7-4.6.9-6.1 2.4-7 7-.9-4.6-2.4-6.1-7-7 4.6-.9 6.1-2.4 7-7Z" />
    </svg>
  );
}

export function glint(): void {
  if (isStill()) return;
  for (const flash of document.querySelectorAll(".mark .flash"))
    flash.animate({ transform: ["scale(1)", "scale(1.5)", "scale(1)"], opacity: [1, 0.7, 1] }, { duration: 420, easing: "ease-out" });
}
