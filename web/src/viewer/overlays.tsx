/** What is drawn over a photo: the lines of its composition, its faces and things with their names, and its text where it stands, to
 * be selected and copied. */
import type { Composition, Face, TextLine, Thing } from "@/api/types";
import { named, useWords } from "@/base/words";
import { percent } from "@/base/words/format";

import { WEAK } from "./seen";

// Dark below bright: the lines are seen on any photo.
const STROKES = [
  { stroke: "rgb(0 0 0 / 0.6)", width: 4.5 },
  { stroke: "#f6bd3d", width: 2 },
];

export function CompositionOverlay({ scores }: { scores: readonly Composition[] }) {
  const say = useWords();
  return (
    <div className="appear pointer-events-none absolute inset-0">
      <svg viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true" className="absolute inset-0 size-full overflow-visible">
        {scores.map(({ name, score, evidence }) => (
          <g key={name} {...(score < WEAK && { strokeDasharray: "3 8" })} fill="none" strokeLinecap="round" strokeLinejoin="round">
            {STROKES.map(({ stroke, width }) => (
              <g key={stroke} stroke={stroke} strokeWidth={width}>
                {evidence.map(({ shape, points }, index) => (
                  <Shape key={index} shape={shape} points={points} />
                ))}
              </g>
            ))}
          </g>
        ))}
      </svg>
      <ul aria-label={say("panel.composition")}>
        {placed(scores).map(({ name, score, x, y, row }) => (
          <li
            key={name}
            // As large as ever when the photo is nearer.
            style={{
              ...(x < 0.5 ? { left: `${x * 100}%`, transformOrigin: "left top" } : { right: `${(1 - x) * 100}%`, transformOrigin: "right top" }),
              top: `${y * 100}%`,
              transform: `scale(calc(1 / var(--zoom, 1))) translateY(${row * 1.75}rem)`,
            }}
            className="absolute m-1.5 rounded-md bg-[#17181c]/85 px-2 py-0.5 text-xs whitespace-nowrap text-[#f4f2ee]"
          >
            <bdi>{say(score < WEAK ? "composition.perhaps" : "composition.sure", { name: named(name), percent: percent(score) })}</bdi>
          </li>
        ))}
      </ul>
    </div>
  );
}

interface Label {
  name: string;
  score: number;
  x: number;
  y: number;
  row: number;
}

const NEAR = 0.1; // shares of the photo's height
const [HIGHEST, LOWEST] = [0.07, 0.85]; // between the buttons and the edge

/** Each name at the top of what is drawn for it; those that would lie on one another, one row below the other. */
function placed(scores: readonly Composition[]): Label[] {
  const labels: Label[] = [];
  for (const { name, score, evidence } of scores) {
    const tops = evidence.flatMap(({ points }) => points).sort(([, a = 0], [, b = 0]) => a - b);
    const [x = 0, y = 0] = tops[0] ?? [];
    const top = Math.min(LOWEST, Math.max(HIGHEST, y));
    const row = labels.filter((other) => Math.abs(other.y - top) < NEAR && x < 0.5 === other.x < 0.5).length;
    labels.push({ name, score, x, y: top, row });
  }
  return labels;
}

function Shape({ shape, points }: { shape: string; points: readonly number[][] }) {
  const [first, second] = points;
  if (!first) return null;
  // A stroke of no length with round ends is a dot that keeps its size, however the photo is stretched.
  if (shape === "point") return points.map(([x = 0, y = 0]) => <path key={`${x} ${y}`} d={`M${x} ${y}h0`} strokeWidth={10} vectorEffect="non-scaling-stroke" />);
  const corners = shape === "box" && points.length === 2 && second ? [first, [second[0], first[1]], second, [first[0], second[1]]] : points;
  const path = `M${corners.map(([x, y]) => `${x} ${y}`).join("L")}${shape === "line" ? "" : "Z"}`;
  return <path d={path} vectorEffect="non-scaling-stroke" />;
}

export function FacesOverlay({ faces }: { faces: readonly Face[] }) {
  const say = useWords();
  return <Boxes label={say("viewer.faces")} boxes={faces.map(({ id, box, name }) => ({ id, box, name, otherwise: say("people.nobody") }))} />;
}

export function ThingsOverlay({ things }: { things: readonly Thing[] }) {
  const say = useWords();
  return <Boxes label={say("viewer.things")} boxes={things.map(({ id, box, name, label }) => ({ id, box, name: label ?? named(name), otherwise: "" }))} />;
}

/** Without a name, `otherwise` is what is said of it to who cannot see it. */
function Boxes({ label, boxes }: { label: string; boxes: readonly { id: string; box: number[]; name: string | null | undefined; otherwise: string }[] }) {
  return (
    <ul aria-label={label} className="appear pointer-events-none absolute inset-0">
      {boxes.map(({ id, box: [left = 0, top = 0, right = 0, bottom = 0], name, otherwise }) => (
        <li
          key={id}
          style={{ left: `${left * 100}%`, top: `${top * 100}%`, width: `${(right - left) * 100}%`, height: `${(bottom - top) * 100}%` }}
          className="absolute rounded-md shadow-[0_0_0_1px_rgb(0_0_0/0.5)] outline-2 -outline-offset-2 outline-[#f6bd3d]"
        >
          {name && (
            <span
              // Towards the middle of the photo, and as large as ever when that is nearer.
              style={{
                transform: "scale(calc(1 / var(--zoom, 1)))",
                transformOrigin: `${left + right < 1 ? "left" : "right"} ${bottom < LOWEST ? "top" : "bottom"}`,
              }}
              className={`absolute rounded-md bg-[#17181c]/85 px-2 py-0.5 text-xs whitespace-nowrap text-[#f4f2ee] ${left + right < 1 ? "left-0" : "right-0"} ${bottom < LOWEST ? "top-full mt-1" : "bottom-0 m-1"}`}
            >
              <bdi>{name}</bdi>
            </span>
          )}
          {!name && <span className="sr-only">{otherwise}</span>}
        </li>
      ))}
    </ul>
  );
}

export function TextOverlay({ lines, label }: { lines: readonly TextLine[]; label: string }) {
  return (
    <div role="group" aria-label={label} className="appear absolute inset-0 select-text [container-type:size]">
      {lines.map((line, index) => (
        <Line key={index} line={line} />
      ))}
    </div>
  );
}

function Line({ line: { text, box } }: { line: TextLine }) {
  const [a, b, , d] = box as [number, number][];
  if (!a || !b || !d) return null;
  const [width, height] = [Math.hypot(b[0] - a[0], b[1] - a[1]), Math.hypot(d[0] - a[0], d[1] - a[1])];
  // Transparent letters, stretched over the ones that are seen, so that the selection lies on them.
  return (
    <svg
      data-selectable
      viewBox="0 0 100 20"
      preserveAspectRatio="none"
      style={{
        left: `${a[0] * 100}%`,
        top: `${a[1] * 100}%`,
        width: `${Math.max(width, 0.005) * 100}%`,
        height: `${Math.max(height, 0.005) * 100}%`,
        rotate: `${Math.atan2(b[1] - a[1], b[0] - a[0])}rad`,
      }}
      className="absolute origin-top-left cursor-text overflow-visible rounded-sm bg-sun/25 outline outline-sun/60"
    >
      <text x="0" y="15.5" fontSize="18" textLength="100" lengthAdjust="spacingAndGlyphs" fill="transparent">
        {text}
      </text>
    </svg>
  );
}
