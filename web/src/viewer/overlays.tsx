/** What is drawn over a photo: the lines of its composition, and its text where it stands, to be selected and copied. */
import type { Composition, TextLine } from "@/api/types";

export function CompositionOverlay({ scores }: { scores: readonly Composition[] }) {
  return (
    <svg viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true" className="appear pointer-events-none absolute inset-0 size-full overflow-visible">
      {/* Dark below bright: the lines are seen on any photo. */}
      {[
        { stroke: "rgb(0 0 0 / 0.55)", width: 4 },
        { stroke: "#f6bd3d", width: 2 },
      ].map(({ stroke, width }) => (
        <g key={stroke} stroke={stroke} strokeWidth={width} fill="none" strokeLinecap="round" strokeLinejoin="round">
          {scores.flatMap(({ name, evidence }) =>
            evidence.map(({ shape, points }, index) => <Shape key={`${name} ${index}`} shape={shape} points={points} />),
          )}
        </g>
      ))}
    </svg>
  );
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
