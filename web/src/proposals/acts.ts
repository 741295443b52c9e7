/** Albums that could be made, and what can be said of them. */
import { act, json, send } from "@/api/client";
import { sentence } from "@/api/sentence";
import type { AlbumDone, AlbumProposal, AlbumProposalDetail } from "@/api/types";
import { say } from "@/base/ui/toasts";
import { words } from "@/base/words";
import type { SayOfProposals } from "@/base/words/proposals";
import { takeBack } from "@/photos/actions";
import { stirAlbums } from "@/photos/albums";
import { done } from "@/photos/done";
import { PROPOSALS, stirProposals } from "@/photos/proposals";

/** The open ones, the most valuable first. */
export const ofProposals = () => ({
  queryKey: [PROPOSALS, "open"],
  queryFn: async () => (await json<{ proposals: AlbumProposal[] }>("/albums/proposals")).proposals,
});

export const ofProposal = (id: string) => ({ queryKey: [PROPOSALS, "one", id], queryFn: () => json<AlbumProposalDetail>(`/albums/proposals/${id}`) });

export interface Taken {
  name?: string;
  without?: readonly string[];
  also?: readonly string[];
  parent?: string | null;
}

/** The album that was made; null where that was refused, and has been said. */
export async function take(id: string, how: Taken = {}): Promise<string | null> {
  try {
    const { album, action } = await send<AlbumDone>("POST", `/albums/proposals/${id}/take`, how);
    if (action) say(done(action), { action: { label: words("undo"), run: () => void takeBack(action, []) } });
    return album?.id ?? null;
  } catch (error) {
    say(sentence(error));
    return null;
  } finally {
    stirAlbums();
  }
}

const answered = async (id: string, how: "dismiss" | "restore"): Promise<boolean> => {
  try {
    await act("POST", `/albums/proposals/${id}/${how}`);
    return true;
  } catch (error) {
    say(sentence(error));
    return false;
  } finally {
    stirProposals();
  }
};

/** It is not proposed again; which can be taken back. */
export async function dismiss(id: string, of: SayOfProposals): Promise<boolean> {
  const gone = await answered(id, "dismiss");
  if (gone) say(of("dismissed"), { action: { label: words("undo"), run: () => void answered(id, "restore") } });
  return gone;
}
