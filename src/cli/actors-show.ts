// `synoptic actors show NAME`: what the registry knows by the name, and how it would be read in a report of a date.
import { makeReport, NO_FIELDS } from '../1-gather/index.ts';
import { groundReport } from '../3-ground/index.ts';
import { analyseReport } from '../pipeline.ts';
import type { Resources } from '../resources/index.ts';
import { nameWords } from '../resources/names.ts';
import type { NameEntry, RegistryActor } from '../schema/registry.ts';
import { type Entry, paragraph, writeEntry } from './facts.ts';

const period = (from: string | null, to: string | null): string =>
  from === null && to === null ? 'no dates' : `${from ?? '...'} to ${to ?? 'today'}`;

const actorEntry = (actor: RegistryActor, rules: readonly string[]): Entry => ({
  head: actor.name,
  facts: [
    `${[actor.kind, actor.country, actor.sector].filter(Boolean).join(', ')}; ${period(actor.from, actor.to)}`,
    ...(actor.aliases.length > 0 ? [`also: ${actor.aliases.join(', ')}`] : []),
    ...actor.terms
      .filter(term => term.role !== '')
      .map(({ role, country, of, sector, from, to }) => {
        const where = of ?? country ?? '';
        return `${period(from, to)}: ${role} of ${where} (${sector ?? 'no sector'})`;
      }),
    ...(actor.parent ? [`part of ${actor.parent}`] : []),
    ...(actor.successor ? [`became ${actor.successor}`] : []),
    ...rules,
    `${actor.id}, ${actor.source}`,
  ],
});

const rulesOf = ({ weak, surname, definite, capitals }: NameEntry): string[] => [
  ...(surname ? ['a surname alone: counts in their terms of office where the report names the country'] : []),
  ...(weak && !surname ? ['a shared name: counts where the report names the country or the full name'] : []),
  ...(definite ? ['counts only after "the"'] : []),
  ...(capitals ? ['counts only in capitals'] : []),
];

const entryOf = (entry: NameEntry): Entry => {
  const { sense } = entry;
  const rules = rulesOf(entry);
  switch (sense.kind) {
    case 'actor':
      return actorEntry(sense.actor, rules);
    case 'state':
      return { head: sense.state.name, facts: [`by its ${sense.as}`, ...rules, `state:${sense.state.iso3}`] };
    case 'seat':
      return { head: `${sense.state.name}'s ${sense.body}`, facts: [`by its name ${sense.name}`, ...rules] };
    case 'place':
      return {
        head: sense.place.name,
        facts: [
          `a place in ${sense.place.country ?? 'several countries'}: synoptic places show "${sense.place.name}"`,
          ...rules,
        ],
      };
  }
};

interface Shown {
  readonly text: string;
  /** False where neither the registry nor the words give anything. */
  readonly isKnown: boolean;
}

const readIn = (
  resources: Resources,
  name: string,
  date: string | null,
): { lines: string[]; found: boolean } => {
  const text = `${name} said so.`;
  const report = makeReport({ ...NO_FIELDS, id: 'name', text, publishedAt: date });
  const { entities, issues } = groundReport(report, analyseReport(report, resources), resources);
  const entity =
    entities.find(one => one.mentions.some(({ start, end }) => start <= 4 && end >= name.length - 1)) ??
    entities[0];
  const actor = entity?.actor;
  const read = actor
    ? `${entity.name}${actor.id ? ` [${actor.id}]` : ', not listed'}, code ${actor.code || 'none'}`
    : 'nobody that the registry knows';
  return {
    lines: [
      ...paragraph(`"${text}" in a report ${date === null ? 'without a date' : `of ${date}`}: ${read}`),
      ...issues.flatMap(({ message }) => paragraph(message)),
    ],
    found: actor != null,
  };
};

export const showActor = (resources: Resources, name: string, date: string | null): Shown => {
  const words = nameWords(name);
  const match = resources.registry.longestName(words, 0);
  const whole = match?.length === words.length ? match.entries : [];
  const listed =
    whole.length > 0
      ? whole.flatMap(entry => writeEntry(entryOf(entry)))
      : paragraph(`"${name}" itself is no name that the registry lists.`);
  const { lines, found } = readIn(resources, name, date);
  return { text: `${[...listed, '', ...lines].join('\n')}\n`, isKnown: found || whole.length > 0 };
};
