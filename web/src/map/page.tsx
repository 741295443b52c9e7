/** Photos where they were taken; a slider for when; what is in sight, or in a rectangle, opens as a list. */
import "leaflet/dist/leaflet.css";
import "./map.css";

import { SquareDashedMousePointer } from "lucide-react";
import { useEffect, useMemo, useRef, useState } from "react";
import { useLocation } from "wouter";

import { query } from "@/api/client";
import { daysOf, type Box } from "@/api/filter";
import { sentence } from "@/api/sentence";
import { useOpened } from "@/base/route";
import { useSettings } from "@/base/settings";
import { Heading } from "@/base/ui/heading";
import { ICON, PAGE } from "@/base/ui/styles";
import { useWords } from "@/base/words";

import { AskForTiles } from "./ask-for-tiles";
import { Atlas } from "./atlas";
import { FollowTrack } from "./follow";
import { between, byMonth, clusters, usePoints, within } from "./points";
import { TimeSlider } from "./time-slider";

const NONE: Box = [0, 0, 0, 0];

export default function MapPage() {
  const say = useWords();
  const { data, error } = usePoints();
  const points = data?.points;
  const { tiles, tilesAddress } = useSettings();
  const [, go] = useLocation();
  const [, open] = useOpened();
  const box = useRef<HTMLDivElement>(null);
  const atlas = useRef<Atlas | null>(null);
  const [drawing, setDrawing] = useState(false);
  const [seen, setSeen] = useState(NONE);
  const [range, setRange] = useState<[string, string]>(["0000-01", "9999-12"]);
  const months = useMemo(() => byMonth(points ?? []), [points]);
  const then = useMemo(() => between(points ?? [], `${range[0]}-01`, `${range[1]}-31`), [points, range]);
  const index = useMemo(() => clusters(then), [then]);
  const inSight = useMemo(() => within(then, seen).length, [then, seen]);

  const when = useRef(range);
  const openPhoto = useRef(open);
  useEffect(() => {
    when.current = range;
    openPhoto.current = open;
  });
  useEffect(() => {
    if (!box.current) return;
    const made = new Atlas(box.current, {
      tiles: tiles ? tilesAddress : null,
      open: (id) => openPhoto.current(id),
      chosen: (chosen) => {
        const [from, to] = when.current;
        const days = from === "0000-01" ? {} : { from: `${from}-01`, to: daysOf(to).to };
        setDrawing(false);
        go(`/collections/photos?${query({ box: chosen.map((value) => value.toFixed(5)).join(","), ...days })}`);
      },
      seen: setSeen,
    });
    atlas.current = made;
    return () => {
      atlas.current = null;
      made.close();
    };
  }, [tiles, tilesAddress, go]);
  useEffect(() => atlas.current?.show(index), [index, tiles, tilesAddress]);
  useEffect(() => {
    if (points?.length) atlas.current?.fit(points);
  }, [points, tiles, tilesAddress]);
  useEffect(() => atlas.current?.draw(drawing), [drawing, tiles, tilesAddress]);

  return (
    <div className="flex h-[calc(100dvh-var(--bar)-2rem)] flex-col">
      <Heading title={say("door.map")} back="/collections">
        <div className="ms-auto flex">
          <FollowTrack />
          <button aria-pressed={drawing} aria-label={say("map.select")} title={say("map.select")} onClick={() => setDrawing(!drawing)} className={`${ICON} aria-pressed:bg-sun aria-pressed:text-[#17181c]`}>
            <SquareDashedMousePointer size={20} aria-hidden="true" />
          </button>
        </div>
      </Heading>
      {error && (
        <p role="alert" className={`pb-2 text-quiet ${PAGE}`}>
          {sentence(error)}
        </p>
      )}
      {points && !points.length && <p className={`max-w-xl pb-3 text-quiet ${PAGE}`}>{say(data.kept ? "map.emptyKept" : "map.empty")}</p>}
      {drawing && <p role="status" className={`pb-2 text-sm text-quiet ${PAGE}`}>{say("map.drawHow")}</p>}
      <div className="relative isolate flex min-h-0 flex-1">
        <div ref={box} role="application" aria-label={say("door.map")} className="isolate flex-1" />
        <AskForTiles />
        {inSight > 0 && !drawing && (
          <button onClick={() => atlas.current?.choose()} className="absolute inset-x-0 bottom-8 mx-auto w-fit rounded-full bg-raised px-5 py-2.5 font-semibold shadow-lg outline-line hover:bg-wash [&:not(:focus-visible)]:outline-1">
            {say("map.view", { n: inSight })}
          </button>
        )}
      </div>
      {months.length > 1 && <TimeSlider months={months} change={setRange} />}
    </div>
  );
}
