// Why a statement has this speaker and content, and a figure this measure and account.
import type { Figure, Statement } from '../../schema/coded-report.ts';
import { type Reason, reason } from '../../schema/explanation.ts';
import { tokenAt } from '../../schema/tree.ts';
import type { Coding } from '../code-report.ts';
import type { PlacedFigure } from '../figures.ts';
import { keysAt } from '../reading.ts';
import type { Speech } from '../speech.ts';
import { explainAccount } from './event.ts';
import { pathTo, quote, tokenQuote, treePath, type WhoIs } from './terms.ts';

export const explainStatement = (coding: Coding, statement: Statement, whoIs: WhoIs): Reason[] => {
  const { reading } = coding;
  const { speaker, content, quotation, act, venue, within } = statement;
  const speech = speechOf(coding, statement);
  const path =
    speech?.speaker && pathTo(speech.sentence, speech.token, speech.speaker.mention, speech.speaker.token);
  return [
    explainCue(coding, statement, speech),
    speaker
      ? reason('speaker', reading.entities.get(speaker.entity)?.name ?? speaker.entity, {
          words: [quote(reading, speaker)],
          because: [
            reason('found', path ? `subject of the cue: ${path}` : 'near the quotation, without a path'),
            whoIs(speaker.entity, speaker),
          ],
        })
      : reason('speaker', 'nobody is named'),
    reason('content', quotation, { words: content.map(span => quote(reading, span)) }),
    reason('act', act),
    ...(venue ? [reason('venue', 'where it was said', { words: [quote(reading, venue)] })] : []),
    ...(within ? [reason('within', within)] : []),
  ];
};

const speechOf = ({ speeches }: Coding, { cue }: Statement): Speech | undefined =>
  cue === null
    ? undefined
    : speeches.flat().find(({ sentence, token }) => tokenAt(sentence, token).start === cue.start);

const explainCue = ({ reading }: Coding, { cue, act }: Statement, speech: Speech | undefined): Reason => {
  if (!cue) return reason('cue', 'none: quotation marks alone, said by whoever spoke before');
  const key =
    speech &&
    keysAt(reading, speech.sentence, speech.token).find(one => reading.codebook.speechCues.has(one));
  const needs = speech?.cue.needsClause ? ', which needs a clause' : '';
  return reason('cue', key ? `${key} is listed as one that ${act}${needs}` : `read as one that ${act}`, {
    words: [quote(reading, cue)],
    source: 'speech.yaml',
  });
};

/** @param figure as the coded report has it, with its event. */
export const explainFigure = (
  { reading, accounts }: Coding,
  { sentence, counted, governors }: PlacedFigure,
  figure: Figure,
): Reason[] => {
  const { value, low, high, comparator, measure, unit, period, event } = figure;
  const bounds = low === value && high === value ? '' : `, from ${low} to ${high ?? 'any number'}`;
  const above = governors.at(-1) ?? counted;
  return [
    reason('value', `${comparator} ${value}${unit ? ` ${unit}` : ''}${bounds}`),
    reason('measure', measure, {
      words: [tokenQuote(reading, sentence, counted)],
      because: [
        reason(
          'counted',
          above === counted ? tokenAt(sentence, counted).form : treePath(sentence, counted, above),
        ),
      ],
      source: reading.codebook.measures.has(tokenAt(sentence, counted).lemma.toLowerCase())
        ? 'measures.yaml'
        : null,
    }),
    ...(period ? [reason('period', `${period.from ?? '...'} to ${period.to ?? '...'}`)] : []),
    ...explainAccount(reading, accounts.around(sentence, figure)),
    reason('event', tellEvent(event, period !== null)),
  ];
};

const tellEvent = (event: string | null, hasPeriod: boolean): string => {
  if (event) return `${event}: it stands under its word`;
  return hasPeriod
    ? 'none: counted over a period of its own, it is an aggregate'
    : 'none: no coded event stands above it';
};
