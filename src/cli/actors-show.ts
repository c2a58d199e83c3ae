// `synoptic actors show NAME`: what the registry knows by the name, and how it would be read in a report of a date.
import { makeReport, NO_FIELDS } from '../1-gather/index.ts';
import { groundReport } from '../3-ground/index.ts';
import { analyseReport } from '../pipeline.ts';
import type { Resources } from '../resources/index.ts';
import { nameWords } from '../resources/names.ts';
import type { NameEntry, RegistryActor } from '../schema/registry.ts';

const period = (from: string | null, to: string | null): string =>
  from === null && to === null ? 'no dates' : `${from ?? '...'} to ${to ?? 'today'}`;

const actorLines = (actor: RegistryActor): string[] => [
  `${actor.name}  [${actor.id}]  ${actor.source}`,
  `  ${[actor.kind, actor.country, actor.sector].filter(Boolean).join(', ')}; ${period(actor.from, actor.to)}`,
  ...(actor.aliases.length > 0 ? [`  also: ${actor.aliases.join(', ')}`] : []),
  ...actor.terms
    .filter(term => term.role !== '')
    .map(
      ({ role, country, of, sector, from, to }) =>
        `  ${period(from, to)}: ${role} ${country ?? of ?? ''} (${sector ?? 'no sector'})`,
    ),
  ...(actor.parent ? [`  part of ${actor.parent}`] : []),
  ...(actor.successor ? [`  became ${actor.successor}`] : []),
];

const rule = ({ weak, surname, definite, capitals }: NameEntry): string[] => [
  ...(surname ? ['  a surname alone: counts in his terms of office where the report names the country'] : []),
  ...(weak && !surname
    ? ['  a shared name: counts where the report names the country or the full name']
    : []),
  ...(definite ? ['  counts only after "the"'] : []),
  ...(capitals ? ['  counts only in capitals'] : []),
];

const entryLines = (entry: NameEntry): string[] => {
  const { sense } = entry;
  const rules = rule(entry);
  switch (sense.kind) {
    case 'actor':
      return [...actorLines(sense.actor), ...rules];
    case 'state':
      return [`${sense.state.name}  [state:${sense.state.iso3}]  as ${sense.as}`, ...rules];
    case 'seat':
      return [`${sense.state.name}'s ${sense.body}, by its seat ${sense.name}`, ...rules];
    case 'place':
      return [
        `${sense.place.name}, a place in ${sense.place.country ?? 'no one country'}: see places show`,
        ...rules,
      ];
  }
};

const readingLines = (resources: Resources, name: string, date: string | null): string[] => {
  const text = `${name} said so.`;
  const report = makeReport({ ...NO_FIELDS, id: 'name', text, publishedAt: date });
  const { entities, issues } = groundReport(report, analyseReport(report, resources), resources);
  const entity =
    entities.find(one => one.mentions.some(({ start, end }) => start <= 4 && end >= name.length - 1)) ??
    entities[0];
  const actor = entity?.actor;
  const found = actor
    ? `${entity.name}${actor.id ? ` [${actor.id}]` : ', not listed'}, code ${actor.code || 'none'}`
    : `${entity?.name ?? name}: no actor that the registry knows`;
  return [
    `"${text}" in a report ${date === null ? 'without a date' : `of ${date}`} reads as: ${found}`,
    ...issues.map(({ message }) => `  ${message}`),
  ];
};

/** Null where neither the registry nor the words give anything. */
export const showActor = (resources: Resources, name: string, date: string | null): string => {
  const words = nameWords(name);
  const match = resources.registry.longestName(words, 0);
  const whole = match?.length === words.length ? match.entries : [];
  const listed =
    whole.length > 0 ? whole.flatMap(entryLines) : [`"${name}" itself is no name that the registry lists.`];
  return `${[...listed, '', ...readingLines(resources, name, date)].join('\n')}\n`;
};
