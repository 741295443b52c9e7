/** What one share of another's shows. */
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useParams } from "wouter";

import { Trouble } from "@/api/trouble";
import { Heading } from "@/base/ui/heading";
import { PAGE } from "@/base/ui/styles";
import { useWords } from "@/base/words";
import { useSharingWords } from "@/base/words/sharing";
import { ofWithMe } from "@/sharing/shares";
import { PhotoList } from "@/timeline/photo-list";

export default function OneShare() {
  const { id = "" } = useParams<{ id: string }>();
  const say = useSharingWords();
  const frame = useWords();
  const { data, error } = useQuery(ofWithMe());
  const share = data?.find((each) => each.id === id);
  const filter = useMemo(() => ({ share: id }), [id]);
  if (error) return <Trouble error={error} />;
  if (!data) return null;
  const none = <p className="mx-auto max-w-md p-10 text-center text-quiet">{frame("empty.collection")}</p>;
  if (!share) return none;
  const name = share.name || say("library");
  return (
    <>
      <Heading title={name} back="/collections/shared" />
      <p className={`pb-3 text-quiet ${PAGE}`}>{[say("from", { name: share.by }), say(`role.${share.role}`)].join(" · ")}</p>
      <PhotoList label={name} filter={filter} empty={none} share={id} />
    </>
  );
}
