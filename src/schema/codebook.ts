// The codebook as read: event frames keyed by predicate, and the word lists that statements, status and figures
// are read with. The YAML files in `codebook/` are its only source.
import type { EventStatus, RelationType, SpeechAct } from './coded-report.ts';
import type { Context, EventType } from './plover.ts';

/**
 * A grammatical function of a predicate after normalising voice, nominalisation, light verbs, control and
 * coordination:
 * - `subj`: the doer: active subject, "by" agent, possessor or nationality of a nominal ("the Turkish shelling");
 * - `obj`: the undergoer: object, passive subject, "of" complement of a nominal;
 * - `iobj`; `clause`: finite, infinitive or gerund complement, `infinitive`: only that with "to"; `prep:X`: complement
 *   or adjunct with preposition X;
 * - `mod`: a modifier of the predicate: compound, adjective, adverb ("air" and "drone" of "air and drone strikes");
 * - `speaker`: who says the statement that the predicate stands in ("Assad said a meeting would be impossible");
 * - `content.actor`, `content.recipient`: roles of the event embedded in the content slots.
 */
export type Slot = string;

/** What a slot's filler may have to be. */
export const FILLER_CLASSES = [
  'actor',
  'state',
  'armed',
  'civilian',
  'person',
  'organization',
  'place',
  'event',
  'number',
] as const;
export type FillerClass = (typeof FILLER_CLASSES)[number];

/** Holds when one of `slots` is filled and, where they are given, by one of these lemmas, classes or event types. */
export interface Requirement {
  readonly slots: readonly Slot[];
  readonly lemmas: ReadonlySet<string> | null;
  readonly is: readonly FillerClass[] | null;
  readonly types: readonly EventType[] | null;
}

/** What a role mark of an example may say: the roles of a frame, and its predicate. */
export const FRAME_ROLES = ['actor', 'recipient', 'mediator', 'place'] as const;
export type FrameRole = (typeof FRAME_ROLES)[number];
export const ROLE_MARKS = [...FRAME_ROLES, 'trigger'] as const;

export interface Example {
  /** The sentence without its role marks. */
  readonly text: string;
  readonly roles: readonly {
    readonly role: (typeof ROLE_MARKS)[number];
    readonly start: number;
    readonly end: number;
  }[];
  readonly status: EventStatus | null;
  readonly file: string;
  readonly line: number;
}

/**
 * What a statement says, where no single word is the predicate (4-code/implied.ts):
 * - `obligation`: the speaker says what another party must do ("he said Ankara must set a date");
 * - `command`: the speaker tells somebody to do something (“Open the gates,” she said);
 * - `wrong`: the speaker lays a wrong at another party's door ("she said the chaos was made in Tehran");
 * - `denial`: the speaker says that the speaker's own side did no wrong ("he said he was innocent").
 */
export const PATTERNS = ['obligation', 'command', 'wrong', 'denial'] as const;
export type Pattern = (typeof PATTERNS)[number];

export interface Predicates {
  /** Lemmas; a particle follows after a space: `lash out`. */
  readonly verb: readonly string[];
  readonly noun: readonly string[];
  readonly adjective: readonly string[];
  readonly pattern: readonly Pattern[];
}

/**
 * What a frame tells of an incident when ACLED's class is settled by what else is told of it:
 * - `attack`: somebody was attacked; whether those attacked bear arms decides between a battle and an attack;
 * - `harm`: somebody was hurt; it is nobody's deed where nobody acts, no weapon is named and a disaster is.
 */
export const TELLINGS = ['attack', 'harm'] as const;
export type Telling = (typeof TELLINGS)[number];

export interface Frame {
  /** `accuse.blame`: unique in the codebook. */
  readonly id: string;
  readonly type: EventType;
  readonly note: string;
  readonly mode: string | null;
  /** Mode by the type of the embedded event: a demand to withdraw is REQUEST/yield. */
  readonly modeByContent: Readonly<Partial<Record<EventType | 'other', string>>> | null;
  readonly contexts: readonly Context[];
  readonly cameo: string | null;
  /** ACLED sub-event type. */
  readonly acled: string | null;
  readonly tells: Telling | null;
  readonly predicates: Predicates;
  readonly roles: Readonly<Record<FrameRole, readonly Slot[]>>;
  /** All must hold. */
  readonly requires: readonly Requirement[];
  /** None may hold. */
  readonly excludes: readonly Requirement[];
  /** Slots whose predicate is an event embedded in this one, and the status which that event takes. */
  readonly content: readonly Slot[];
  readonly contentStatus: EventStatus | null;
  /** A status that the frame itself gives: "vowed to strike" is a threat of one. */
  readonly status: EventStatus | null;
  /** "A and B met": with no other recipient, the first coordinated actor acts and the others receive. */
  readonly reciprocal: boolean;
  /** Higher wins where two frames fit one predicate equally well; 0 by default. */
  readonly priority: number;
  readonly examples: readonly Example[];
  readonly counterexamples: readonly Example[];
  readonly file: string;
  readonly line: number;
}

/** A frame that asks for nothing and fills nothing, for those that are not read from the codebook's files. */
export const bareFrame = (id: string, type: EventType): Frame => ({
  id,
  type,
  note: '',
  mode: null,
  modeByContent: null,
  contexts: [],
  cameo: null,
  acled: null,
  tells: null,
  predicates: { verb: [], noun: [], adjective: [], pattern: [] },
  roles: { actor: [], recipient: [], mediator: [], place: [] },
  requires: [],
  excludes: [],
  content: [],
  contentStatus: null,
  status: null,
  reciprocal: false,
  priority: 0,
  examples: [],
  counterexamples: [],
  file: '',
  line: 0,
});

export interface TypeEntry {
  readonly type: EventType;
  readonly title: string;
  readonly description: string;
  readonly frames: readonly Frame[];
}

/** A word that reports speech. */
export interface SpeechCue {
  readonly lemma: string;
  readonly upos: 'VERB' | 'NOUN' | 'ADP';
  readonly act: SpeechAct;
  /** True where a that-clause or quotation must follow ("show", "find"): alone the word is no speech. */
  readonly needsClause: boolean;
  /** Slots whose noun phrase is what is said ("denounced the verdict": obj), the first one filled. */
  readonly content?: readonly string[];
}

/** What a named weapon or manner says of the event beside it ("a grenade", "stones", "chlorine"). */
export interface Means {
  /** ACLED sub-event type; null where the word settles the mode alone. */
  readonly acled: string | null;
  readonly mode: string | null;
  /** Place in the codebook's list: where several are named the lowest decides. */
  readonly rank: number;
}

export interface Codebook {
  readonly types: ReadonlyMap<EventType, TypeEntry>;
  readonly frames: readonly Frame[];
  readonly framesById: ReadonlyMap<string, Frame>;
  /** Frames by predicate, `VERB:lash out`, `NOUN:demand`, `ADJ:ready`, `PATTERN:wrong`. */
  readonly framesByPredicate: ReadonlyMap<string, readonly Frame[]>;
  /** By lemma and part of speech, as `framesByPredicate`. */
  readonly speechCues: ReadonlyMap<string, SpeechCue>;
  /** Nouns for an occasion of speech: interview, press conference, statement. */
  readonly venues: ReadonlySet<string>;
  /** Words that set the status of the event they govern, by predicate key: `VERB:plan` -> planned. */
  readonly statusOperators: ReadonlyMap<string, EventStatus>;
  /** Verbs that lend subject and modifiers to a noun predicate in their object: carry out, conduct, launch. */
  readonly lightVerbs: ReadonlySet<string>;
  /** Words for a wrong that a speaker lays at another's door: terrorism, massacre, aggression. */
  readonly wrongs: ReadonlySet<string>;
  /** By phrase of lemmas: `hand grenade`. */
  readonly means: ReadonlyMap<string, Means>;
  /** Words and phrases for protesters and protests. */
  readonly crowds: ReadonlySet<string>;
  /** Words and phrases for posts and vehicles of an armed side. */
  readonly garrisons: ReadonlySet<string>;
  /** Words and phrases for accidents and disasters. */
  readonly hazards: ReadonlySet<string>;
  /** Words and phrases for arms that are seized, found or defused. */
  readonly weapons: ReadonlySet<string>;
  /** Figure measures by noun, verb or adjective lemma: dead -> killed. */
  readonly measures: ReadonlyMap<string, string>;
  /** Standing relations by predicate key. */
  readonly relations: ReadonlyMap<string, RelationType>;
}
