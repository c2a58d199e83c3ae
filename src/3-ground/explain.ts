// Who an entity is and why: the mention that names it, the registry row, what else the name could have been.
import { nameWords } from '../resources/names.ts';
import { type Reason, reason } from '../schema/explanation.ts';
import type { ActorRef, Entity, EntityMention, PlaceRef } from '../schema/grounding.ts';
import type { NameEntry, NameSense, Registry, Term } from '../schema/registry.ts';
import type { Report } from '../schema/report.ts';
import type { Span } from '../schema/span.ts';
import { termOn } from './context.ts';

/** @param mention where the entity is taken from; it may be a pronoun. */
export const explainEntity = (registry: Registry, report: Report, entity: Entity, mention: Span): Reason => {
  const { id, kind, name, actor, place } = entity;
  const naming = namingOf(report, entity);
  const because = [
    ...explainMention(report, entity, mention, naming),
    ...(actor ? [explainActor(registry, report, actor)] : []),
    ...(place ? [explainPlace(place)] : []),
    ...(actor || place ? [] : [reason('registry', 'no row: known by its words alone')]),
    ...otherSenses(registry, report, entity, naming),
  ];
  return reason('who', `${name}, ${kind} ${id}, ${tellCount(entity.mentions.length)}`, { because });
};

const tellCount = (mentions: number): string =>
  mentions === 1 ? 'mentioned once' : `mentioned ${mentions} times`;

const wordsOf = ({ text }: Report, { start, end }: Span): string => text.slice(start, end);

/** The longest of its names in the report. */
const namingOf = (report: Report, { mentions }: Entity): EntityMention | null =>
  mentions
    .filter(({ kind }) => kind === 'name')
    .reduce<EntityMention | null>(
      (best, one) => (best && wordsOf(report, best).length >= wordsOf(report, one).length ? best : one),
      null,
    );

const explainMention = (
  report: Report,
  { mentions }: Entity,
  mention: Span,
  naming: EntityMention | null,
): Reason[] => {
  const own = mentions.find(({ start, end }) => start === mention.start && end === mention.end);
  const other = naming ?? mentions[0];
  if (!own || own.kind === 'name' || !other || other === own) return [];
  const text = wordsOf(report, other);
  return [
    reason('refers', `“${wordsOf(report, own)}” (${own.kind}) stands for it`, {
      words: [{ start: other.start, end: other.end, text }],
    }),
  ];
};

const explainActor = (registry: Registry, report: Report, { id, country, sector }: ActorRef): Reason => {
  const codes = `country ${country ?? 'unknown'}, sector ${sector ?? 'unknown'}`;
  const listed = id === null ? undefined : registry.actors.get(id);
  if (listed) {
    const date = report.publishedAt?.slice(0, 10) ?? null;
    const term = termOn(listed, date);
    const office = term?.role ? `; ${tellTerm(term)}${date ? `, as on ${date}` : ', the last known'}` : '';
    return reason('registry', `${listed.id}: ${codes}${office}`, { source: listed.source });
  }
  if (id === null) return reason('registry', `no row; by title, nationality or noun: ${codes}`);
  const source = id.startsWith('body:') ? 'actors/agents.tsv' : 'actors/states.tsv';
  return reason('registry', `${id}: ${codes}`, { source });
};

const tellTerm = ({ role, country, of, from, to }: Term): string =>
  `${role} ${country ?? of ?? ''} ${from ?? '...'} to ${to ?? 'today'}`.replace(/ {2,}/g, ' ');

const explainPlace = ({ id, name, country, admin1, latitude, longitude }: PlaceRef): Reason => {
  const where = [admin1, country].filter(Boolean).join(', ');
  const at = latitude === null || longitude === null ? '' : ` at ${latitude}, ${longitude}`;
  return reason('place', `${name}${where ? `, ${where}` : ''}${at}${id ? ` [${id}]` : ', in no table'}`);
};

/** "Georgia": what else the registry lists under the name, and so what the report's other words decided. */
const otherSenses = (
  registry: Registry,
  report: Report,
  { actor, place }: Entity,
  naming: EntityMention | null,
): Reason[] => {
  if (!naming) return [];
  const words = nameWords(wordsOf(report, naming));
  const match = registry.longestName(words, 0);
  const entries = match?.length === words.length ? match.entries : [];
  const others = entries.filter(({ sense }) => idOf(sense) !== actor?.id && idOf(sense) !== place?.id);
  return others.length === 0 ? [] : [reason('not', others.slice(0, MOST_SENSES).map(tellSense).join('; '))];
};

const MOST_SENSES = 5;

const idOf = (sense: NameSense): string => {
  switch (sense.kind) {
    case 'actor':
      return sense.actor.id;
    case 'state':
      return `state:${sense.state.iso3}`;
    case 'seat':
      return `body:${sense.state.iso3}/${sense.body}`;
    case 'place':
      return sense.place.id;
  }
};

const tellSense = ({ sense, weak, surname }: NameEntry): string => {
  const rule = surname ? ' (a surname alone)' : weak ? ' (a shared name)' : '';
  return `${idOf(sense)}${sense.kind === 'actor' ? ` ${sense.actor.source}` : ''}${rule}`;
};
