// Which of the grounded entities a coded report prints: those that are someone or somewhere, and whatever else a role,
// speaker, figure or relation refers to. A number or a "he" of whom nothing is known is no record.
import type { CodedReport } from '../schema/coded-report.ts';
import type { Entity } from '../schema/grounding.ts';

type Coded = Pick<CodedReport, 'events' | 'statements' | 'figures' | 'relations'>;

export const printedEntities = (entities: readonly Entity[], coded: Coded): readonly Entity[] => {
  const used = usedIn(coded);
  return entities.filter(entity => used.has(entity.id) || isSomebody(entity));
};

const isSomebody = ({ kind, actor, place, mentions }: Entity): boolean =>
  actor !== null ||
  place !== null ||
  mentions.some(mention => mention.kind === 'name' || (mention.kind === 'nominal' && kind !== 'other'));

const usedIn = ({ events, statements, figures, relations }: Coded): ReadonlySet<string> => {
  const used = new Set<string | undefined | null>();
  for (const { actors, recipients, mediators, place } of events)
    for (const part of [...actors, ...recipients, ...mediators, place]) used.add(part?.entity);
  for (const { speaker, venue } of statements) used.add(speaker?.entity).add(venue?.entity);
  for (const { of, places, attributedTo } of figures)
    for (const id of [of, ...places, attributedTo]) used.add(id);
  for (const { subject, object } of relations) used.add(subject).add(object);
  return used as ReadonlySet<string>;
};
