/** What Heliograph found by itself and would like to show or to know, a section each. A section that has nothing shows
 * nothing. */
import { Heading } from "@/base/ui/heading";
import { PAGE } from "@/base/ui/styles";
import { useWords } from "@/base/words";
import { Proposals } from "@/proposals/section";
import { Memories } from "@/stories/memories";
import { Cards } from "@/questions/cards";

export default function ForYou() {
  const say = useWords();
  return (
    <>
      <Heading title={say("nav.foryou")} />
      <div className="peer grid gap-10">
        <Cards />
        <Memories />
        <Proposals />
      </div>
      <p className={`hidden max-w-xl text-quiet peer-empty:block ${PAGE}`}>{say("foryou.empty")}</p>
    </>
  );
}
