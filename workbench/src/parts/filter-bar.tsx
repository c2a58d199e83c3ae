// The filters of events, in the address bar: days, country, type, status, standing, outlet, a name, words.
import './filter-bar.css';
import type { ReactElement } from 'react';
import { EVENT_STATUSES } from '../../../src/schema/coded-report.ts';
import { EVENT_TYPES } from '../../../src/schema/plover.ts';
import { STANDING_LABELS } from '../../../src/synopsis/labels.ts';
import { FILTERS, type FilterName } from '../api/filters.ts';
import { goTo, usePlace, withQuery } from '../url/place.ts';
import { LateField } from './late-field.tsx';

const strings = {
  legend: 'Filters',
  any: 'any',
  clear: 'Clear filters',
  remove: (value: string) => `Remove ${value}`,
  labels: {
    type: 'Type',
    status: 'Status',
    standing: 'Standing',
    country: 'Country',
    quadClass: 'Class',
    actor: 'Actor',
    place: 'Place',
    at: 'At',
    review: 'Review',
    story: 'Story',
    outlet: 'Outlet',
    name: 'Actor or place',
    words: 'Words',
    since: 'From',
    until: 'To',
  },
  countryHint: 'SYR',
} as const;

const CHOICES = {
  type: Object.keys(EVENT_TYPES),
  status: EVENT_STATUSES,
  standing: Object.keys(STANDING_LABELS),
} as const;

/** Filters without a field of their own: they come from a facet or a link. */
const CHOSEN = [
  'type',
  'quadClass',
  'status',
  'standing',
  'actor',
  'place',
  'at',
  'outlet',
  'review',
  'story',
] as const;

const Choice = ({ name }: { name: keyof typeof CHOICES }): ReactElement => {
  const place = usePlace();
  return (
    <label>
      {strings.labels[name]}
      <select
        value=""
        onChange={({ target }) =>
          goTo(withQuery(place, { [name]: [...new Set([...place.query.getAll(name), target.value])] }))
        }
      >
        <option value="">{strings.any}</option>
        {CHOICES[name].map(value => (
          <option key={value} value={value}>
            {value}
          </option>
        ))}
      </select>
    </label>
  );
};

const Chosen = ({ name }: { name: FilterName }): ReactElement => {
  const place = usePlace();
  const values = place.query.getAll(name);
  return (
    <>
      {values.map(value => (
        <button
          key={value}
          type="button"
          className="chosen"
          aria-label={strings.remove(value)}
          onClick={() => goTo(withQuery(place, { [name]: values.filter(other => other !== value) }))}
        >
          {strings.labels[name]}: {value} ×
        </button>
      ))}
    </>
  );
};

/** `only` names the filters that the page's query takes; all without it. */
export const FilterBar = ({ only = FILTERS }: { only?: readonly FilterName[] }): ReactElement => {
  const place = usePlace();
  const has = (name: FilterName): boolean => only.includes(name);
  const set = only.filter(name => place.query.has(name));
  return (
    <fieldset className="filter-bar">
      <legend className="hidden">{strings.legend}</legend>
      {(['since', 'until'] as const).filter(has).map(name => (
        <label key={name}>
          {strings.labels[name]}
          <input
            type="date"
            value={place.query.get(name) ?? ''}
            onChange={({ target }) => goTo(withQuery(place, { [name]: target.value }), { replace: true })}
          />
        </label>
      ))}
      {has('country') && (
        <LateField
          name="country"
          label={strings.labels.country}
          hint={strings.countryHint}
          width="5rem"
          isCode
        />
      )}
      {(['type', 'status', 'standing'] as const).filter(has).map(name => (
        <Choice key={name} name={name} />
      ))}
      {(['name', 'words'] as const).filter(has).map(name => (
        <LateField key={name} name={name} label={strings.labels[name]} width="11rem" />
      ))}
      <div className="chosen-filters">
        {CHOSEN.filter(has).map(name => (
          <Chosen key={name} name={name} />
        ))}
        {set.length > 0 && (
          <button
            type="button"
            onClick={() => goTo(withQuery(place, Object.fromEntries(set.map(name => [name, null]))))}
          >
            {strings.clear}
          </button>
        )}
      </div>
    </fieldset>
  );
};
