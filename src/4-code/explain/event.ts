// Why an event was coded so: frame, roles, status, account, place, time, ACLED's class, confidence.
import type { EventMention, Participant } from '../../schema/coded-report.ts';
import { type Reason, reason } from '../../schema/explanation.ts';
import { eventTypeInfo } from '../../schema/plover.ts';
import { tokenAt } from '../../schema/tree.ts';
import { ACLED_RULES } from '../acled.ts';
import type { Coding } from '../code-report.ts';
import type { CodedEvent } from '../events.ts';
import { type Candidate, fillRole } from '../frames.ts';
import { confidenceParts } from '../ranking.ts';
import type { Reading } from '../reading.ts';
import { type Filler, slotTokens } from '../roles.ts';
import { explainType } from '../typing.ts';
import { choosePlace, chooseTime } from '../where-when.ts';
import { explainFrame, sourceOf } from './frame.ts';
import { pathTo, quote, tokenQuote, treePath, type WhoIs } from './terms.ts';

type Role = 'actor' | 'recipient' | 'mediator';

/** @param event as the coded report has it, with its counts and what it denies. */
export const explainEvent = (
  { reading, accounts }: Coding,
  coded: CodedEvent,
  event: EventMention,
  whoIs: WhoIs,
): Reason[] => {
  const { candidate } = coded;
  return [
    explainFrame(reading, candidate),
    ...explainRole(reading, candidate, 'actor', event.actors, whoIs),
    ...explainRole(reading, candidate, 'recipient', event.recipients, whoIs),
    ...explainRole(reading, candidate, 'mediator', event.mediators, whoIs),
    explainStatus(reading, coded),
    ...explainAccount(reading, accounts.around(candidate.sentence, event.trigger)),
    ...explainPlace(reading, candidate, event, whoIs),
    ...explainTime(reading, candidate, event),
    explainAcled(coded, event),
    ...(event.counts.length > 0 ? [reason('toll', event.counts.join(', '))] : []),
    ...(event.denies ? [reason('denies', event.denies)] : []),
    explainConfidence(reading, coded, event),
  ];
};

const explainRole = (
  reading: Reading,
  candidate: Candidate,
  role: Role,
  found: readonly Participant[],
  whoIs: WhoIs,
): Reason[] => {
  const { sentence, token, frame } = candidate;
  const slots = frame.roles[role];
  if (found.length === 0) {
    if (slots.length === 0) return [];
    const there = slots.flatMap(slot => slotTokens(reading, sentence, token, slot));
    const says = `none: ${slots.join(', ')} ${there.length > 0 ? 'name no party' : 'are empty'}`;
    return [reason(role, says, { words: there.map(at => tokenQuote(reading, sentence, at)) })];
  }
  const fillers = candidate[`${role}s`];
  return found.map((participant, i) => {
    const filler = fillers[i];
    const how = filler ? howFilled(reading, candidate, role, filler) : 'they are where it was done';
    const path = filler && pathTo(sentence, token, filler.mention, filler.token);
    return reason(role, `${participant.name}${participant.code && ` (${participant.code})`}`, {
      words: [quote(reading, participant)],
      because: [
        reason('slot', path ? `${how}: ${path}` : how),
        whoIs(participant.entity, filler?.mention ?? participant),
      ],
    });
  });
};

/** The slot of the frame that the filler came from, else which rule put it there. */
const howFilled = (reading: Reading, candidate: Candidate, role: Role, filler: Filler): string => {
  const { sentence, token, frame } = candidate;
  if (frame.predicates.pattern.length > 0) return role === 'actor' ? 'who says it' : 'of whom it is said';
  const isSame = (one: Filler): boolean => one.entity.id === filler.entity.id;
  const from = (other: Role, taken: readonly Filler[]): string | null => {
    const { slot, fillers } = fillRole(reading, sentence, token, frame, other, taken);
    return fillers.some(isSame) ? slot : null;
  };
  const own = from(role, role === 'actor' ? [] : candidate.actors);
  if (own) return own;
  const shared = from('actor', []) ?? from('recipient', []);
  if (shared) return `${shared}, shared out between two sides`;
  return role === 'recipient' && reading.typer
    ? 'no slot holds a party; the trained model names the likeliest of the sentence'
    : 'from what is said with it';
};

const explainStatus = (reading: Reading, { candidate, settled }: CodedEvent): Reason => {
  const { status, own, given, turned } = settled;
  const { sentence, token, frame } = candidate;
  const cue = own.cue;
  const at = cue === null ? -1 : sentence.tokens.findIndex(({ start }) => start === cue.start);
  const path = at >= 0 && at !== token ? `: ${treePath(sentence, token, at)}` : '';
  const because = [
    reason('words', cue ? `${own.status}${path}` : 'nothing bears on it: it happened', {
      words: cue ? [quote(reading, cue)] : [],
    }),
    ...(given ? [reason('content', `the event around it makes what it holds ${given}`)] : []),
    ...(frame.status && (given ?? own.status) === 'happened'
      ? [reason('frame', `the frame makes it ${frame.status}`, { source: sourceOf(frame) })]
      : []),
    ...(turned
      ? [
          reason(
            'turned',
            `${frame.type} that is ${given ?? own.status} counts as ${turned.type}${turned.mode ? `/${turned.mode}` : ''}, CAMEO ${turned.cameo}`,
          ),
        ]
      : []),
  ];
  return reason('status', status, { because });
};

export const explainAccount = (
  reading: Reading,
  statement: ReturnType<Coding['accounts']['around']>,
): Reason[] => {
  if (!statement) return [reason('account', "the report's own voice: no statement holds it")];
  const { id, speaker, cue } = statement;
  const name = speaker ? reading.entities.get(speaker.entity)?.name : null;
  const words = [...(speaker ? [speaker] : []), ...(cue ? [cue] : [])];
  return [
    reason('account', `${id}, ${name ? `by ${name}` : 'nobody named'}`, {
      words: words.map(span => quote(reading, span)),
    }),
  ];
};

const PLACED = {
  frame: 'a slot of the frame',
  phrase: 'a phrase of place',
  target: 'what was hit is where it was',
} as const;

const explainPlace = (
  reading: Reading,
  candidate: Candidate,
  { place }: EventMention,
  whoIs: WhoIs,
): Reason[] => {
  const choice = choosePlace(reading, candidate);
  if (!place || !choice) return [reason('place', 'none: no phrase of place in reach')];
  const { sentence, token } = candidate;
  const { by, at } = choice;
  const path = pathTo(sentence, token, choice.place.mention, choice.place.token);
  const on = by === 'phrase' && at !== token ? ` on “${tokenAt(sentence, at).form}”` : '';
  return [
    reason('place', `${place.name}, precision ${place.precision}`, {
      words: [quote(reading, place)],
      because: [
        reason('chosen', `${PLACED[by]}${on}${path ? `: ${path}` : ''}`),
        whoIs(place.entity, choice.place.mention),
      ],
    }),
  ];
};

const explainTime = (
  reading: Reading,
  { sentence, token }: Candidate,
  { time, quadClass }: EventMention,
): Reason[] => {
  if (!time) return [reason('time', 'none: no resolved time in reach')];
  const verbal = quadClass === 'verbalCooperation' || quadClass === 'verbalConflict';
  const choice = chooseTime(reading, sentence, token, verbal);
  const days = time.from === time.to ? time.from : `${time.from ?? '...'} to ${time.to ?? '...'}`;
  const on = choice && choice.meeting !== token ? tokenAt(sentence, choice.meeting).form : null;
  return [
    reason('time', `${days}, precision ${time.precision}`, {
      words: [quote(reading, time)],
      because: [reason('chosen', `nearest in the tree, on ${on ? `“${on}”` : 'the word itself'}`)],
    }),
  ];
};

const explainAcled = ({ acled }: CodedEvent, event: EventMention): Reason => {
  if (event.acled) return reason('ACLED', `${event.acled.subEventType}: ${ACLED_RULES[acled.rule]}`);
  if (acled.acled) return reason('ACLED', `none: ${acled.acled.subEventType} only where it happened`);
  return reason('ACLED', acled.rule === 'frame' ? 'none for this frame' : `none: ${ACLED_RULES[acled.rule]}`);
};

const explainConfidence = (
  reading: Reading,
  { candidate, settled }: CodedEvent,
  { confidence, type }: EventMention,
): Reason => {
  const parts = confidenceParts(reading, candidate, type, settled.status)
    .filter(({ weight }) => weight !== 0)
    .map(({ part, weight }) => `${part} ${signed(weight)}`);
  const { quadClass } = eventTypeInfo(type);
  return reason('confidence', `${confidence} = logistic(${parts.join(', ')}); ${quadClass}`, {
    because: explainTyper(reading, candidate, type),
  });
};

/** Features that moved the typer most, with the change of the type's log-odds. */
const MOST_FEATURES = 8;

const explainTyper = (reading: Reading, candidate: Candidate, type: EventMention['type']): Reason[] => {
  const moved = explainType(reading, candidate, type).slice(0, MOST_FEATURES);
  if (moved.length === 0) return [];
  return [reason('typer', moved.map(({ feature, weight }) => `${feature} ${signed(weight)}`).join(', '))];
};

const signed = (weight: number): string => `${weight > 0 ? '+' : ''}${weight.toFixed(2)}`;
