/** A small map of some photos, and of where each day led; nothing, where nobody knows where they were taken. */
import "leaflet/dist/leaflet.css";
import "./map.css";

import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useRef } from "react";
import { useLocation } from "wouter";

import { asQuery, type Filter } from "@/api/filter";
import type { Point } from "@/api/types";
import { useOpened } from "@/base/route";
import { useSettings } from "@/base/settings";

import { AskForTiles } from "./ask-for-tiles";
import { Atlas } from "./atlas";
import { clusters, pointsOf, ways } from "./points";

export default function Places({ label, filter }: { label: string; filter: Filter }) {
  const { data: points } = useQuery({ queryKey: ["points", asQuery(filter)], queryFn: () => pointsOf(filter), staleTime: 60_000 });
  if (!points?.length) return null;
  return (
    <div className="h-56 overflow-hidden rounded-xl desk:h-72">
      <Shown label={label} filter={filter} points={points} />
    </div>
  );
}

/** `filter`: of what they are the points; all from one spot open as a list of it. */
function Shown({ label, filter, points }: { label: string; filter: Filter; points: readonly Point[] }) {
  const { tiles, tilesAddress } = useSettings();
  const [, go] = useLocation();
  const [, open] = useOpened();
  const box = useRef<HTMLDivElement>(null);
  const atlas = useRef<Atlas | null>(null);
  const index = useMemo(() => clusters(points), [points]);
  const told = useRef({ open, go, filter });
  useEffect(() => {
    told.current = { open, go, filter };
  });
  useEffect(() => {
    if (!box.current) return;
    const made = new Atlas(box.current, {
      tiles: tiles ? tilesAddress : null,
      within: true,
      open: (id) => told.current.open(id),
      chosen: (chosen) => told.current.go(`/collections/photos?${asQuery({ ...told.current.filter, box: chosen.map((value) => value.toFixed(5)).join(",") })}`),
    });
    atlas.current = made;
    return () => {
      atlas.current = null;
      made.close();
    };
  }, [tiles, tilesAddress]);
  useEffect(() => {
    atlas.current?.show(index);
    atlas.current?.lead(ways(points));
    atlas.current?.fit(points);
  }, [index, points, tiles, tilesAddress]);
  return (
    <div className="relative isolate h-full">
      <div ref={box} role="application" aria-label={label} className="isolate h-full" />
      <AskForTiles />
    </div>
  );
}
