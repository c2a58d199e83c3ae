// Candidates -> ACLED sub-events. ACLED records one event an incident: what was used, who was hit and what else is told
// beside a mention settle its class, so that "five were wounded" beside a thrown grenade is Grenade, and an arrest at a
// march is Protest with intervention (ACLED codebook: sub-event types, "Coding hierarchy").
import { ACLED_CLASSES, type AcledClass } from '../schema/acled.ts';
import type { Sentence } from '../schema/analysis.ts';
import type { Entity } from '../schema/grounding.ts';
import { childrenBy, pathToRoot, subtreeOf, tokenAt } from '../schema/tree.ts';
import type { Candidate } from './frames.ts';
import { type MeansAt, namedIn } from './means.ts';
import type { Reading } from './reading.ts';
import { type Filler, isOfClass, slotTokens } from './roles.ts';
import { keyOf } from './select.ts';
import { clauseOf } from './where-when.ts';

/** What the sentences around a mention tell of its incident. */
interface Scene {
  readonly crowd: boolean;
  readonly riot: boolean;
  readonly mob: boolean;
  readonly lethal: boolean;
  readonly control: boolean;
  readonly bloodless: boolean;
  readonly violent: boolean;
  /** An armed side or its post was attacked. */
  readonly armedHit: boolean;
  /** Class of the territory taken. */
  readonly taken: string | null;
}

/** The rules that settle the class. */
export const ACLED_RULES = {
  frame: 'the frame says so',
  whoWasHit: 'by who was hit: civilians are attacked, the armed fight',
  mishap: 'an accident or a disaster is no event of ACLED',
  movement: 'troops moving in are part of what is done there',
  means: 'by the weapon named beside it',
  territory: 'by who took the territory, and whether anybody fought',
  demonstration: 'one class for a demonstration and all that is done at it',
  mob: 'a mob did it',
  taking: 'the fight is part of the taking of territory told beside it',
  weaponsTaken: 'arms were taken out of use',
} as const;
type AcledRule = keyof typeof ACLED_RULES;

export interface AcledRuling {
  /** Null where ACLED has none: statements, demands, threats, mishaps. */
  readonly acled: AcledClass | null;
  readonly rule: AcledRule;
}

interface SubEvent {
  readonly subEvent: string | null;
  readonly rule: AcledRule;
}

/** The class of each candidate of one report. */
export const openAcled = (
  reading: Reading,
  candidates: readonly Candidate[],
): ((candidate: Candidate) => AcledRuling) => {
  const bySentence = reading.sentences.map((): Candidate[] => []);
  for (const candidate of candidates) bySentence[candidate.sentence.index]?.push(candidate);
  const scenes = reading.sentences.map((sentence, i) => sceneOf(reading, sentence, bySentence[i] ?? []));
  const disrupted = new Set(
    candidates
      .filter(({ frame }) => frame.acled === 'Disrupted weapons use')
      .flatMap(({ sentence, token }) => subtreeOf(sentence, token).map(at => keyOf(sentence, at))),
  );
  return candidate => {
    const { subEvent, rule } = subEventOf(reading, candidate, scenes, disrupted);
    return { acled: ACLED_CLASSES.get(subEvent ?? '') ?? null, rule };
  };
};

const subEventOf = (
  reading: Reading,
  candidate: Candidate,
  scenes: readonly Scene[],
  disrupted: ReadonlySet<string>,
): SubEvent => {
  const at = candidate.sentence.index;
  const here = scenes[at];
  const hit = byWhoWasHit(candidate);
  if (hit === null || !here) {
    const subEvent = weaponsTaken(reading, candidate);
    return { subEvent, rule: subEvent === null ? 'frame' : 'weaponsTaken' };
  }
  if (isMishap(reading, candidate)) return { subEvent: null, rule: 'mishap' };
  const own = atGarrison(candidate, hit, here);
  const near = [scenes[at - 1], here, scenes[at + 1]].filter(scene => scene !== undefined);
  // "troops entered the village and shot": moving there is part of the attack
  if (own === 'Change to group/activity') {
    if (here.bloodless && candidate.frame.type === 'RETREAT')
      return { subEvent: 'Non-violent transfer of territory', rule: 'movement' };
    if (here.violent || here.taken) return { subEvent: here.taken, rule: 'movement' };
  }
  const byMeans = meansClass(reading, candidate, own, disrupted);
  if (byMeans !== own && !isDemonstration(byMeans)) return { subEvent: byMeans, rule: 'means' };
  if (territorial.has(own)) return { subEvent: takenBy(candidate, own, here), rule: 'territory' };
  const demonstration = demonstrationClass(candidate, own, here, near);
  if (demonstration) return { subEvent: demonstration, rule: 'demonstration' };
  if (here.mob && (own === 'Attack' || own === 'Armed clash') && candidate.frame.mode !== 'firearms')
    return { subEvent: 'Mob violence', rule: 'mob' };
  // "drove the rebels out of the town; several were killed in the clashes": the taking is the event
  const taken = own === 'Armed clash' ? near.find(scene => scene.taken)?.taken : undefined;
  if (taken) return { subEvent: taken, rule: 'taking' };
  return { subEvent: own, rule: own === candidate.frame.acled ? 'frame' : 'whoWasHit' };
};

// --- who was hit --------------------------------------------------------------------------------------------------

const fightsBack = (filler: Filler): boolean => isOfClass(filler.entity, 'armed');
const isCivilian = (filler: Filler): boolean => isOfClass(filler.entity, 'civilian');

/** Force against those who bear no arms is violence against civilians, against the armed it is a battle. */
const byWhoWasHit = ({ frame, recipients }: Candidate): string | null => {
  if (frame.acled === 'Attack' && recipients.length > 0 && recipients.every(fightsBack)) return 'Armed clash';
  if (frame.acled === 'Armed clash' && recipients.some(isCivilian) && !recipients.some(fightsBack))
    return 'Attack';
  return frame.acled;
};

/** "gunmen attacked a village" is an attack on its people, "rebels attacked an army post" a clash. */
const atGarrison = ({ frame, recipients, actors }: Candidate, own: string, here: Scene): string => {
  if (own === 'Attack' && here.armedHit && frame.mode === null && !recipients.some(isCivilian))
    return 'Armed clash';
  const state = [...recipients, ...actors].some(({ entity }) => ofState(entity));
  if (own === 'Armed clash' && frame.tells === 'attack' && recipients.length > 0 && !here.armedHit && !state)
    return 'Attack';
  return own;
};

/** "three workers were killed when the roof collapsed": no deed, where nobody acts and no weapon is named. */
const isMishap = (reading: Reading, { sentence, frame, actors }: Candidate): boolean => {
  if (actors.length > 0 || frame.tells !== 'harm') return false;
  const { hazard, means } = namedIn(reading, sentence);
  return hazard && !means.some(one => one.means.acled !== null);
};

// --- by what means ------------------------------------------------------------------------------------------------

/** Classes that a weapon named beside the event may sharpen; the others say themselves what was done. */
const open = new Set([
  'Attack',
  'Armed clash',
  'Shelling/artillery/missile attack',
  'Remote explosive/landmine/IED',
  'Air/drone strike',
  'Grenade',
]);
const isRemote = (subEvent: string): boolean =>
  ACLED_CLASSES.get(subEvent)?.eventType === 'Explosions/Remote violence';

/** Modes by which the frame itself names a weapon that nothing beside it replaces. */
const closed = new Set(['firearms', 'abduct', 'torture', 'sexual', 'destroy', 'crowd-control']);

const isDemonstration = (subEvent: string): boolean =>
  ['Protests', 'Riots'].includes(ACLED_CLASSES.get(subEvent)?.eventType ?? '');

const decisive = (found: readonly MeansAt[], may: (acled: string) => boolean): MeansAt | null =>
  found
    .filter(({ means }) => means.acled !== null && may(means.acled))
    .sort((a, b) => a.means.rank - b.means.rank)[0] ?? null;

const meansClass = (
  reading: Reading,
  { sentence, token, frame }: Candidate,
  own: string,
  disrupted: ReadonlySet<string>,
): string => {
  if (!open.has(own) || closed.has(frame.mode ?? '')) return own;
  const ownRank = frame.mode === null ? Number.POSITIVE_INFINITY : rankOf(reading, own);
  const may = (acled: string): boolean =>
    (isRemote(acled) || (acled === 'Sexual violence' && own === 'Attack')) &&
    rankOf(reading, acled) < ownRank;
  const used = (one: Sentence | undefined): readonly MeansAt[] =>
    // "sappers defused the mines" beside a killing: what was defused was not used
    one ? namedIn(reading, one).means.filter(({ from }) => !disrupted.has(keyOf(one, from))) : [];
  const inSentence = used(sentence);
  const clause = new Set(subtreeOf(sentence, clauseOf(sentence, token)));
  const neighbours = (): readonly MeansAt[] =>
    // a fight is its own event: "clashes" beside a grenade attack remain clashes
    frame.acled === 'Armed clash' || frame.mode !== null
      ? []
      : [-1, 1].flatMap(step => used(reading.sentences[sentence.index + step]));
  const found =
    decisive(
      inSentence.filter(({ from }) => clause.has(from)),
      may,
    ) ??
    decisive(inSentence, may) ??
    decisive(neighbours(), may);
  return found?.means.acled ?? own;
};

const rankOf = ({ codebook }: Reading, acled: string): number => {
  for (const means of codebook.means.values()) if (means.acled === acled) return means.rank;
  return Number.POSITIVE_INFINITY;
};

/** "seized two rifles": arms taken out of use. */
const weaponsTaken = (reading: Reading, { sentence, token, frame }: Candidate): string | null => {
  if (frame.mode !== 'seize') return null;
  const { weapons } = namedIn(reading, sentence);
  const taken = slotTokens(reading, sentence, token, 'obj').flatMap(object => subtreeOf(sentence, object));
  return taken.some(at => weapons.has(at)) ? 'Disrupted weapons use' : null;
};

// --- territory ----------------------------------------------------------------------------------------------------

const territorial = new Set([
  'Government regains territory',
  'Non-state actor overtakes territory',
  'Non-violent transfer of territory',
]);

const ofState = ({ actor }: Entity): boolean =>
  actor !== null &&
  (actor.sector === null ? actor.country !== null : ['MIL', 'GOV', 'COP', 'SPY'].includes(actor.sector));
const ofRebels = ({ actor }: Entity): boolean => ['REB', 'UAF', 'PRM', 'ISM'].includes(actor?.sector ?? '');

const takenBy = ({ actors }: Candidate, own: string, here: Scene): string => {
  if (here.bloodless) return 'Non-violent transfer of territory';
  if (actors.some(({ entity }) => ofRebels(entity))) return 'Non-state actor overtakes territory';
  if (actors.some(({ entity }) => ofState(entity))) return 'Government regains territory';
  return own;
};

// --- demonstrations -----------------------------------------------------------------------------------------------

const atDemonstrations = new Set([
  'Attack',
  'Armed clash',
  'Arrests',
  'Looting/property destruction',
  'Shelling/artillery/missile attack',
]);

/** One class for a demonstration and all that is done at it: violence by the crowd, else against it, else none. */
const demonstrationClass = (
  { actors }: Candidate,
  own: string,
  here: Scene,
  near: readonly Scene[],
): string | null => {
  if (!isDemonstration(own) && !(here.crowd && atDemonstrations.has(own))) return null;
  if (own === 'Mob violence') return own;
  if (!isDemonstration(own) && actors.some(({ entity }) => ofRebels(entity))) return null;
  if (own === 'Violent demonstration' || near.some(scene => scene.riot)) return 'Violent demonstration';
  if (own === 'Excessive force against protesters' || near.some(scene => scene.lethal))
    return 'Excessive force against protesters';
  if (own === 'Protest with intervention' || near.some(scene => scene.control))
    return 'Protest with intervention';
  return isDemonstration(own) ? own : null;
};

// --- the scene ----------------------------------------------------------------------------------------------------

const byForce = new Set([
  'Attack',
  'Armed clash',
  'Shelling/artillery/missile attack',
  'Excessive force against protesters',
]);

const scuffles = new Set(['clash', 'scuffle', 'skirmish', 'brawl']);

const beside = new Set(['as', 'while', 'when', 'before', 'with', 'and', 'but', 'where', 'until']);

/** "rallied to mourn the students killed last month": what a protest or a complaint is about is not done at it. */
const causesIn = (sentence: Sentence, candidates: readonly Candidate[]): Set<number> => {
  const voices = new Set(
    candidates
      .filter(({ frame }) => ['PROTEST', 'ACCUSE', 'REQUEST', 'SUPPORT'].includes(frame.type))
      .map(({ token }) => token),
  );
  const isCause = (token: number): boolean =>
    pathToRoot(sentence, token).some(at => {
      const { head, deprel } = tokenAt(sentence, at);
      if (!voices.has(head) || deprel === 'conj' || deprel === 'parataxis') return false;
      return !childrenBy(sentence, at, 'mark', 'cc').some(m =>
        beside.has(tokenAt(sentence, m).lemma.toLowerCase()),
      );
    });
  return new Set(candidates.map(({ token }) => token).filter(isCause));
};

const sceneOf = (reading: Reading, sentence: Sentence, candidates: readonly Candidate[]): Scene => {
  const { means, crowd: people, garrison } = namedIn(reading, sentence);
  const named = (acled: string): boolean => means.some(one => one.means.acled === acled);
  const crowd = people || named('Protest with intervention');
  const cause = causesIn(sentence, candidates);
  const classes = candidates.map(byWhoWasHit);
  const riot =
    named('Violent demonstration') ||
    classes.includes('Violent demonstration') ||
    // "clashes between police and demonstrators"
    (people && sentence.tokens.some(({ lemma }) => scuffles.has(lemma)));
  const force = candidates.filter(
    ({ frame, actors, token }, i) =>
      frame.type === 'ASSAULT' &&
      !cause.has(token) &&
      (frame.mode === null || frame.mode === 'firearms' || frame.mode === 'beat') &&
      byForce.has(classes[i] ?? '') &&
      !actors.some(({ entity }) => ofRebels(entity)),
  );
  const withdrawn = candidates.some(({ frame }) => frame.type === 'RETREAT' && frame.mode === 'withdraw');
  const taking = candidates.find((_, i) => territorial.has(classes[i] ?? ''));
  const bloodless = named('Non-violent transfer of territory') || (withdrawn && taking !== undefined);
  const scene: Scene = {
    armedHit: candidates.some(
      ({ frame, recipients }) =>
        frame.type === 'ASSAULT' && frame.tells === 'attack' && (garrison || recipients.some(fightsBack)),
    ),
    crowd,
    riot,
    mob: named('Mob violence'),
    lethal: crowd && (named('Excessive force against protesters') || force.length > 0),
    control:
      crowd &&
      (named('Protest with intervention') ||
        candidates.some(
          ({ token }, i) =>
            !cause.has(token) && ['Protest with intervention', 'Arrests'].includes(classes[i] ?? ''),
        )),
    bloodless,
    violent: riot || candidates.some(({ frame }) => frame.type === 'ASSAULT' && frame.acled !== null),
    taken: null,
  };
  if (!taking || bloodless) return scene;
  return { ...scene, taken: takenBy(taking, byWhoWasHit(taking) ?? '', scene) };
};
