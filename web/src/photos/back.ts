/** Going back lets go of the chosen photos before it leaves the page. */
import { useEffect } from "react";

import { back, entry, lay } from "@/base/back";

import { clearSelection, useSelection } from "./selection";

export function useBackClears(): void {
  const choosing = useSelection(({ chosen }) => chosen.size > 0);
  useEffect(() => {
    if (choosing && !entry().chosen) lay({ chosen: true });
    // Let go by other means. Another page, to which a link led meanwhile, has nothing to take away.
    if (!choosing && entry().chosen) back();
  }, [choosing]);
  useEffect(() => {
    const onPop = () => !entry().chosen && clearSelection();
    addEventListener("popstate", onPop);
    return () => removeEventListener("popstate", onPop);
  }, []);
}
