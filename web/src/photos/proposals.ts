/** What follows where other albums are proposed than before: asked for again, as far as it is looked at. */
import { queries } from "@/api/queries";

export const PROPOSALS = "album_proposals"; // all that is asked of them begins with it, and so is the gateway's news called

export const stirProposals = () => void queries.invalidateQueries({ queryKey: [PROPOSALS] });
