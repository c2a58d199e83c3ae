// How the events divide: by country, actor, type, ... Each value narrows the table, and takes itself away again.
import type { ReactElement } from 'react';
import type { Facets } from '../../../../src/6-record/index.ts';
import { QUAD_LABELS, STANDING_LABELS } from '../../../../src/synopsis/labels.ts';
import { goTo, usePlace, withQuery } from '../../url/place.ts';
import { strings } from './strings.ts';

const NAMES = ['country', 'actor', 'type', 'quadClass', 'status', 'standing', 'outlet', 'review'] as const;
type FacetName = (typeof NAMES)[number];
const FEW = 6;

const LABELS: Partial<Record<FacetName, Readonly<Record<string, string>>>> = {
  quadClass: QUAD_LABELS,
  standing: STANDING_LABELS,
};
const labelOf = (name: FacetName, value: string): string => LABELS[name]?.[value] ?? value;

const Value = ({ name, facet }: { name: FacetName; facet: Facets['type'][number] }): ReactElement => {
  const place = usePlace();
  const chosen = place.query.getAll(name);
  const isChosen = chosen.includes(facet.value);
  const next = isChosen
    ? chosen.filter(value => value !== facet.value)
    : name === 'review'
      ? [facet.value]
      : [...chosen, facet.value];
  return (
    <li>
      <button type="button" aria-pressed={isChosen} onClick={() => goTo(withQuery(place, { [name]: next }))}>
        <bdi>{labelOf(name, facet.value)}</bdi>{' '}
        <span className="numbers soft">{facet.events.toLocaleString()}</span>
      </button>
    </li>
  );
};

export const FacetList = ({ facets }: { facets: Facets }): ReactElement => (
  <aside className="facets" aria-label={strings.facets.label}>
    {NAMES.filter(name => facets[name].length > 0).map(name => (
      <section key={name}>
        <h2>{strings.facets[name]}</h2>
        <ul>
          {facets[name].slice(0, FEW).map(facet => (
            <Value key={facet.value} name={name} facet={facet} />
          ))}
        </ul>
        {facets[name].length > FEW && (
          <details>
            <summary className="small">{strings.facets.more}</summary>
            <ul>
              {facets[name].slice(FEW).map(facet => (
                <Value key={facet.value} name={name} facet={facet} />
              ))}
            </ul>
          </details>
        )}
      </section>
    ))}
  </aside>
);
