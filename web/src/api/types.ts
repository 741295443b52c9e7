/** The gateway's words. All of them come from openapi.json; `npm run api` asks the running code again. */
import type { components } from "./schema";

type Schemas = components["schemas"];

/** Lists give what is short; what was looked at by itself has all that the stages saw. */
export type Photo = Schemas["PhotoOut"] & Partial<Schemas["PhotoDetailOut"]>;
export type Photos = Schemas["PhotosOut"];
export type Change = Schemas["EditManyIn"]["change"];
export type EditedMany = Schemas["EditManyOut"];
export type Look = Schemas["LookOut"];
export type Action = Schemas["ActionOut"];
export type Receipt = Schemas["UploadOut"];
export type Demonstration = Schemas["DemonstrationOut"];
export type Known = Schemas["KnownOut"];
export type Trash = Schemas["TrashOut"];
export type Trashed = Schemas["TrashedOut"];
export type FromTrash = Schemas["FromTrashOut"];
export type LibrarySettings = Schemas["LibraryOut"];

export type Composition = Schemas["CompositionOut"];
export type Thing = Schemas["ObjectOut"];
export type TextLine = Schemas["TextLineOut"];
export type Swatch = Schemas["ColourOut"];

export type Month = Schemas["MonthOut"];
export type Facet = Schemas["FacetOut"];
export type Facets = Schemas["FacetsOut"];
export type FacetName = keyof Facets;
export type Day = Schemas["DayOut"];
export type Question = Schemas["QuestionOut"];
export type Summary = Schemas["SummaryOut"];
export type Memory = Schemas["MemoryOut"];
export type Memories = Schemas["MemoriesOut"];
export type LessOfMemories = Schemas["LessOut"];
export type Story = Schemas["StoryOut"];
export type Occasion = Schemas["OccasionOut"];
export type OccasionKind = NonNullable<Occasion["kind"]>;
export type Group = Schemas["GroupOut"];
export type Models = Schemas["ModelsOut"];
export type Town = Schemas["TownOut"];
export type Album = Schemas["AlbumOut"];
export type AlbumDone = Schemas["AlbumDoneOut"];
export type AlbumProposal = Schemas["AlbumProposalOut"];
export type AlbumProposalDetail = Schemas["AlbumProposalDetailOut"];
export type Albums = Schemas["AlbumsOut"];
export type Person = Schemas["PersonOut"];
export type People = Schemas["PeopleOut"];
export type Face = Schemas["FaceOut"];
export type Faceless = Schemas["FacelessOut"];
export type Likely = Schemas["PersonSuggestionOut"];
export type CameraClock = Schemas["CameraClockOut"];
export type Followed = Schemas["TrackOut"];
export type Alike = Schemas["AlikeOut"];
export type LikePerson = Schemas["LikePersonOut"];
export type Point = [id: string, longitude: number, latitude: number, day: string, places: string[]];

export type Auth = Schemas["AuthOut"];
export type Me = Schemas["AccountOut"];
export type Passkey = Schemas["PasskeyOut"];
export type Shown = Schemas["PasskeyAnswer"];
export type Provider = Schemas["ProviderOut"];
export type Role = Me["role"];
export type Entered = Schemas["SignedInOut"];
export type Session = Schemas["SessionOut"];
export type Account = Schemas["AccountRowOut"];
export type ApiKey = Schemas["KeyOut"];
export type NewApiKey = Schemas["NewKeyOut"];
export type Right = ApiKey["scopes"][number];
export type Invitation = Schemas["InvitationOut"];
export type Invited = Schemas["InvitationLookOut"];
/** A link that works once. */
export type Given = Schemas["ResetOut"];
export type Share = Schemas["ShareOut"];
export type NewShare = Schemas["NewShareOut"];
export type ShareWithMe = Schemas["GivenOut"];
export type SavedPhotos = Schemas["SavedPhotosOut"];
export type Circle = Schemas["CircleOut"];
export type LinkAbout = Schemas["LinkAboutOut"];
export type AuditEntry = Schemas["EntryOut"];

export type Found = Schemas["SearchOut"];
export type Hit = Schemas["HitOut"];
export type Chip = Schemas["ChipOut"];
export type Suggestion = Omit<Schemas["SuggestionOut"], "count"> & { count: number | null };
export interface Why {
  kind: string;
  score?: number;
  words?: string[];
  where?: string;
  label?: string;
}
