// Lethal events in the 49 columns of UCDP's georeferenced dataset (GED): low, best and high counts of the dead, two sides,
// the type of violence where the sides tell it. Ids of conflicts and dyads, deaths by side and grids are UCDP's own: empty.
import type { Participant } from '../../schema/coded-report.ts';
import type { Sector } from '../../schema/plover.ts';
import type { EventRecord, RecordedEvent } from '../../schema/recorded-event.ts';
import type { Registry } from '../../schema/registry.ts';
import { acledRegion } from '../acled/index.ts';
import type { Cell, CellType, Column } from './csv.ts';

type Party = 'state' | 'group' | 'civilians' | 'unknown';

const STATE: ReadonlySet<Sector> = new Set(['GOV', 'MIL', 'COP', 'SPY', 'LEG', 'JUD']);
const GROUP: ReadonlySet<Sector> = new Set(['REB', 'UAF', 'PRM']);
const CIVILIANS: ReadonlySet<Sector> = new Set([
  'AGR',
  'BUS',
  'CVL',
  'EDU',
  'ELI',
  'JRN',
  'LAB',
  'MED',
  'REF',
  'REL',
  'SOC',
]);

const partyOf = (side: Participant | undefined): Party => {
  if (!side) return 'unknown';
  const { sector, country } = side;
  if (sector === null) return country === null ? 'unknown' : 'state';
  if (STATE.has(sector)) return 'state';
  if (GROUP.has(sector)) return 'group';
  return CIVILIANS.has(sector) ? 'civilians' : 'unknown';
};

/** 1 a state takes part, 2 between groups, 3 against civilians; null where the sides do not tell. */
export const typeOfViolence = ({ actors, recipients, acled }: RecordedEvent): 1 | 2 | 3 | null => {
  const a = partyOf(actors[0]);
  const attacked = recipients.length === 0 && acled?.eventType === 'Violence against civilians';
  const b = attacked ? 'civilians' : partyOf(recipients[0]);
  if (a !== 'state' && a !== 'group') return null;
  if (b === 'civilians') return 3;
  if (b === 'unknown') return null;
  return a === 'state' || b === 'state' ? 1 : 2;
};

/** UCDP parts the world in five. */
const REGIONS: Readonly<Record<string, string>> = {
  'Western Africa': 'Africa',
  'Middle Africa': 'Africa',
  'Eastern Africa': 'Africa',
  'Southern Africa': 'Africa',
  'Northern Africa': 'Africa',
  'South Asia': 'Asia',
  'Southeast Asia': 'Asia',
  'East Asia': 'Asia',
  'Caucasus and Central Asia': 'Asia',
  Oceania: 'Asia',
  'Middle East': 'Middle East',
  Europe: 'Europe',
  'Central America': 'Americas',
  'South America': 'Americas',
  'North America': 'Americas',
  Caribbean: 'Americas',
};
/** Of these UCDP says otherwise than ACLED. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  EGY: 'Middle East',
  ARM: 'Europe',
  AZE: 'Europe',
  GEO: 'Europe',
};

/** 1 the place itself, 4 a first-level region, 5 a wider area, 6 the country. */
const wherePrecision = ({ place }: RecordedEvent, registry: Registry): number | null => {
  if (place === null) return null;
  if (place.country !== null && registry.states.get(place.country)?.name === place.name) return 6;
  return place.precision === 1 ? 1 : place.precision === 2 ? 4 : 5;
};

/** A day, a week, a month, longer. */
const DATE_PRECISION = [null, 1, 3, 4, 5];

/** UCDP records an event only where at least one person died. */
export const isLethal = ({ event: { killed, status } }: EventRecord): boolean =>
  (status === 'happened' || status === 'ongoing') && killed !== null && killed.best >= 1;

export const makeUcdpColumns = (registry: Registry): readonly Column<EventRecord>[] => {
  const column = (
    name: string,
    read: (event: RecordedEvent) => Cell = () => null,
    type: CellType = 'text',
  ): Column<EventRecord> => ({ name, read: ({ event }) => read(event), type });
  const names = (side: readonly Participant[]): string => side.map(({ name }) => name).join(', ');
  const from = ({ time }: RecordedEvent): string | null => time?.from ?? time?.to ?? null;
  const yearOf = (event: RecordedEvent): number | null => Number(from(event)?.slice(0, 4)) || null;
  const countryOf = ({ place }: RecordedEvent): string => place?.country ?? '';
  const empty = (list: string): Column<EventRecord>[] => list.split(' ').map(name => column(name));
  const dyad = ({ actors, recipients }: RecordedEvent): string | null =>
    actors.length > 0 && recipients.length > 0 ? `${names(actors)} - ${names(recipients)}` : null;
  return [
    column('id', ({ id }) => Number(id.slice(1)), 'whole'),
    ...empty('relid'),
    column('year', yearOf, 'whole'),
    ...empty('active_year code_status'),
    column('type_of_violence', typeOfViolence, 'whole'),
    ...empty('conflict_dset_id conflict_new_id conflict_name dyad_dset_id dyad_new_id'),
    column('dyad_name', dyad),
    ...empty('side_a_dset_id side_a_new_id'),
    column('side_a', ({ actors }) => names(actors)),
    ...empty('side_b_dset_id side_b_new_id'),
    column('side_b', ({ recipients }) => names(recipients)),
    column('number_of_sources', ({ independentOutlets }) => independentOutlets, 'whole'),
    ...empty('source_article'),
    column('source_office', ({ outlets }) => outlets.join('; ')),
    column('source_date', ({ firstReported }) => firstReported, 'day'),
    ...empty('source_headline source_original'),
    column('where_prec', event => wherePrecision(event, registry), 'whole'),
    column('where_coordinates', ({ place }) => place?.name ?? null),
    ...empty('where_description'),
    column('adm_1', ({ place }) => place?.admin1 ?? null),
    ...empty('adm_2'),
    column('latitude', ({ place }) => place?.latitude ?? null, 'decimal'),
    column('longitude', ({ place }) => place?.longitude ?? null, 'decimal'),
    column('geom_wkt', ({ place }) =>
      place === null || place.latitude === null || place.longitude === null
        ? null
        : `POINT (${place.longitude} ${place.latitude})`,
    ),
    ...empty('priogrid_gid'),
    column('country', event => registry.states.get(countryOf(event))?.name ?? null),
    ...empty('country_id'),
    column(
      'region',
      event => ELSEWHERE[countryOf(event)] ?? REGIONS[acledRegion(countryOf(event)) ?? ''] ?? null,
    ),
    // 1: told as one event, not summed up over many
    column('event_clarity', () => 1, 'whole'),
    column('date_prec', ({ time }) => DATE_PRECISION[time?.precision ?? 0] ?? null, 'whole'),
    column('date_start', from, 'day'),
    column('date_end', ({ time }) => time?.to ?? time?.from ?? null, 'day'),
    ...empty('deaths_a deaths_b deaths_civilians'),
    column('deaths_unknown', ({ killed }) => killed?.best ?? null, 'decimal'),
    column('best', ({ killed }) => killed?.best ?? null, 'decimal'),
    column('high', ({ killed }) => killed?.high ?? null, 'decimal'),
    column('low', ({ killed }) => killed?.low ?? null, 'decimal'),
    ...empty('gwnoa gwnob'),
  ];
};
