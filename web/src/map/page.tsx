/** Photos where they were taken; a slider for when; a rectangle drawn with Shift held opens what lies in it. */
import "leaflet/dist/leaflet.css";
import "./map.css";

import { SquareDashedMousePointer } from "lucide-react";
import { useEffect, useMemo, useRef, useState } from "react";
import { useLocation } from "wouter";

import { query } from "@/api/client";
import { useSettings } from "@/app/settings";
import { sentence } from "@/photos/actions";
import { daysOf } from "@/photos/filter";
import { Heading } from "@/ui/heading";
import { ICON, PAGE } from "@/ui/styles";
import { useOpened } from "@/app/route";
import { useWords } from "@/words";

import { Atlas } from "./atlas";
import { byMonth, clusters, usePoints } from "./points";
import { TimeSlider } from "./time-slider";

export default function MapPage() {
  const say = useWords();
  const { data, error } = usePoints();
  const { tiles, tilesAddress } = useSettings();
  const [, go] = useLocation();
  const [, open] = useOpened();
  const box = useRef<HTMLDivElement>(null);
  const atlas = useRef<Atlas | null>(null);
  const [drawing, setDrawing] = useState(false);
  const [range, setRange] = useState<[string, string]>(["0000-01", "9999-12"]);
  const months = useMemo(() => byMonth(data ?? []), [data]);
  const index = useMemo(() => clusters(data ?? [], `${range[0]}-01`, `${range[1]}-31`), [data, range]);

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
      chosen: (bounds) => {
        const [from, to] = when.current;
        const days = from === "0000-01" ? {} : { from: `${from}-01`, to: daysOf(to).to };
        setDrawing(false);
        go(`/collections/photos?${query({ box: bounds.map((value) => value.toFixed(5)).join(","), ...days })}`);
      },
    });
    atlas.current = made;
    return () => {
      atlas.current = null;
      made.close();
    };
  }, [tiles, tilesAddress, go]);
  useEffect(() => atlas.current?.show(index), [index, tiles, tilesAddress]);
  useEffect(() => {
    if (data?.length) atlas.current?.fit(data);
  }, [data, tiles, tilesAddress]);
  useEffect(() => atlas.current?.draw(drawing), [drawing]);

  return (
    <div className="flex h-[calc(100dvh-var(--bar)-2rem)] flex-col">
      <Heading title={say("door.map")} back="/collections">
        <button aria-pressed={drawing} aria-label={say("map.select")} title={say("map.select")} onClick={() => setDrawing(!drawing)} className={`${ICON} ms-auto aria-pressed:bg-sun aria-pressed:text-[#17181c]`}>
          <SquareDashedMousePointer size={20} aria-hidden="true" />
        </button>
      </Heading>
      {error && (
        <p role="alert" className={`pb-2 text-quiet ${PAGE}`}>
          {sentence(error)}
        </p>
      )}
      {data && !data.length && <p className={`max-w-xl pb-3 text-quiet ${PAGE}`}>{say("map.empty")}</p>}
      {drawing && <p role="status" className={`pb-2 text-sm text-quiet ${PAGE}`}>{say("map.drawHow")}</p>}
      <div ref={box} role="application" aria-label={say("door.map")} className="isolate min-h-0 flex-1" />
      {months.length > 1 && <TimeSlider months={months} change={setRange} />}
    </div>
  );
}
