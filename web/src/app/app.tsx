/** The frame: where one can go, what lies over every page, and the pages, each loaded when it is first opened. */
import { lazy, Suspense, useEffect } from "react";
import { Route, Switch, useLocation } from "wouter";

import { useConnection } from "@/api/client";
import { useProof } from "@/api/proof";
import { useIsGuest, useStanding } from "@/api/session";
import { useOpened } from "@/base/route";
import { Toasts } from "@/base/ui/toasts";
import { mine } from "@/base/whose";
import { useWords } from "@/base/words";
import { useBackClears } from "@/photos/back";
import { clearSelection } from "@/photos/selection";
import { Timeline } from "@/timeline/page";
import { DropZone } from "@/upload/drop";
import { Tray } from "@/upload/tray";

import { Boundary } from "./boundary";
import { useGlobalKeys } from "./keys";
import { useLive } from "./live";
import { Navigation } from "./navigation";

const Viewer = lazy(() => import("@/viewer/viewer"));
const SearchPage = lazy(() => import("@/search/page"));
const ForYou = lazy(() => import("@/foryou/page"));
const Collections = lazy(() => import("@/collections/page"));
const Collection = lazy(() => import("@/collections/collection"));
const Albums = lazy(() => import("@/collections/albums"));
const OneAlbum = lazy(() => import("@/collections/album"));
const Occasions = lazy(() => import("@/collections/occasions"));
const OneOccasion = lazy(() => import("@/collections/occasion"));
const Days = lazy(() => import("@/collections/days"));
const Alike = lazy(() => import("@/collections/alike"));
const People = lazy(() => import("@/people/page"));
const Questions = lazy(() => import("@/people/questions"));
const Selfie = lazy(() => import("@/people/selfie"));
const OnePerson = lazy(() => import("@/people/person"));
const Split = lazy(() => import("@/people/split"));
const MapPage = lazy(() => import("@/map/page"));
const Library = lazy(() => import("@/library/page"));
const Health = lazy(() => import("@/library/health"));
const Changes = lazy(() => import("@/library/changes"));
const TrashPage = lazy(() => import("@/library/trash"));
const SettingsPage = lazy(() => import("@/library/settings"));
const AccountPage = lazy(() => import("@/account/account"));
const Devices = lazy(() => import("@/account/devices"));
const Keys = lazy(() => import("@/account/keys"));
const Users = lazy(() => import("@/account/users"));
const Audit = lazy(() => import("@/account/audit"));
const First = lazy(() => import("@/account/first"));
const SignIn = lazy(() => import("@/account/sign-in"));
const Proof = lazy(() => import("@/account/proof"));
const KeySheet = lazy(() => import("./key-sheet"));
const TokenDialog = lazy(() => import("./token-dialog"));

export function App() {
  const say = useWords();
  const [path] = useLocation();
  const [opened] = useOpened();
  const { online, locked } = useConnection();
  const auth = useStanding(({ auth }) => auth);
  const guest = useIsGuest();
  const wantsProof = useProof(({ asked }) => asked);
  const { sheet, closeSheet } = useGlobalKeys();
  useLive();
  useBackClears();
  useEffect(() => {
    clearSelection();
    scrollTo({ top: 0, behavior: "instant" });
  }, [path]);

  // Nothing of the library stays in sight of who is not signed in.
  if (locked && (mine || auth?.accounts))
    return (
      <Suspense fallback={null}>
        <SignIn />
      </Suspense>
    );
  return (
    <>
      <a href="#main" className="sr-only z-70 rounded bg-sun px-4 py-2 text-[#17181c] focus:not-sr-only focus:fixed focus:start-3 focus:top-3">
        {say("nav.skip")}
      </a>
      <Navigation />
      <main id="main" tabIndex={-1} className="min-h-dvh ps-(--rail) pb-[calc(var(--bar)+2rem)] outline-none">
        <Boundary key={path}>
          <Suspense fallback={null}>
            <Switch>
              <Route path="/" component={Timeline} />
              <Route path="/search" component={SearchPage} />
              <Route path="/for-you" component={ForYou} />
              <Route path="/collections" component={Collections} />
              <Route path="/collections/albums" component={Albums} />
              <Route path="/collections/albums/:id" component={OneAlbum} />
              <Route path="/collections/occasions" component={Occasions} />
              <Route path="/collections/occasions/:id" component={OneOccasion} />
              <Route path="/collections/days" component={Days} />
              <Route path="/collections/alike" component={Alike} />
              <Route path="/collections/people" component={People} />
              <Route path="/collections/people/questions" component={Questions} />
              <Route path="/collections/people/search" component={Selfie} />
              <Route path="/collections/people/:id" component={OnePerson} />
              <Route path="/collections/people/:id/faces" component={Split} />
              <Route path="/collections/map" component={MapPage} />
              <Route path="/collections/photos" component={Collection} />
              <Route path="/library" component={Library} />
              <Route path="/library/health" component={Health} />
              <Route path="/library/changes" component={Changes} />
              <Route path="/library/trash" component={TrashPage} />
              <Route path="/library/settings" component={SettingsPage} />
              <Route path="/library/settings/accounts" component={First} />
              <Route path="/library/account" component={AccountPage} />
              <Route path="/library/account/devices" component={Devices} />
              <Route path="/library/account/keys" component={Keys} />
              <Route path="/library/accounts" component={Users} />
              <Route path="/library/audit" component={Audit} />
              <Route>
                <h1 className="p-10 text-center text-lg text-quiet">{say("nav.nothing")}</h1>
              </Route>
            </Switch>
          </Suspense>
        </Boundary>
      </main>
      {!online && (
        <p role="status" className="rise fixed start-4 bottom-[calc(var(--bar)+1rem)] z-41 max-w-[calc(100vw-7rem)] rounded-xl bg-raised px-4 py-2.5 text-sm text-quiet shadow-[0_4px_28px_rgb(0_0_0/0.18)] desk:start-[calc(var(--rail)+1.5rem)]">
          {say("offline.note")}
        </p>
      )}
      <Tray />
      {!guest && <DropZone />}
      <Suspense fallback={null}>
        {opened && <Viewer id={opened} />}
        {sheet && <KeySheet close={closeSheet} />}
        {locked && auth && <TokenDialog />}
        {wantsProof && <Proof />}
      </Suspense>
      <Toasts />
    </>
  );
}
