// ACLED's numbered names: kinds of actors (inter1, inter2), pairs of them (interaction) and regions.

/** In the codebook's numbering; 0 stands for no actor. */
export const INTERS = [
  '',
  'State forces',
  'Rebel group',
  'Political militia',
  'Identity militia',
  'Rioters',
  'Protesters',
  'Civilians',
  'External/Other forces',
] as const;

/** `18` and `81` are one pair; `10` is state forces alone. */
export const interactionCode = (a: number, b: number): number => {
  if (a === 0 || b === 0) return Math.max(a, b) * 10;
  return Math.min(a, b) * 10 + Math.max(a, b);
};

/** `State forces-Civilians`; of outside forces and civilians the civilians stand last. */
export const interactionName = (code: number): string => {
  if (code === 78) return `${INTERS[8]}-${INTERS[7]}`;
  const [first, second] = [INTERS[Math.floor(code / 10)] ?? '', INTERS[code % 10] ?? ''];
  if (first === '') return '';
  return second === '' ? `${first} only` : `${first}-${second}`;
};

const INTERACTIONS: ReadonlyMap<number, string> = new Map(
  INTERS.flatMap((_, a) =>
    INTERS.flatMap((__, b) => {
      const code = interactionCode(a, b);
      return [[code, interactionName(code)] as const];
    }),
  ),
);

/** ACLED has no 6, 8 and 10. */
const REGIONS: ReadonlyMap<number, string> = new Map([
  [0, ''],
  [1, 'Western Africa'],
  [2, 'Middle Africa'],
  [3, 'Eastern Africa'],
  [4, 'Southern Africa'],
  [5, 'Northern Africa'],
  [7, 'South Asia'],
  [9, 'Southeast Asia'],
  [11, 'Middle East'],
  [12, 'Europe'],
  [13, 'Caucasus and Central Asia'],
  [14, 'Central America'],
  [15, 'South America'],
  [16, 'Caribbean'],
  [17, 'East Asia'],
  [18, 'North America'],
  [19, 'Oceania'],
  [20, 'Antarctica'],
]);

export type CodeColumn = 'inter1' | 'inter2' | 'interaction' | 'region';

/** Names by number, of each column that has both. */
export const CODES: Readonly<Record<CodeColumn, ReadonlyMap<number, string>>> = {
  inter1: new Map(INTERS.entries()),
  inter2: new Map(INTERS.entries()),
  interaction: INTERACTIONS,
  region: REGIONS,
};

const NUMBERS: Readonly<Record<CodeColumn, ReadonlyMap<string, number>>> = {
  inter1: new Map(INTERS.map((name, code) => [name, code])),
  inter2: new Map(INTERS.map((name, code) => [name, code])),
  interaction: new Map([...INTERACTIONS].map(([code, name]) => [name, code])),
  region: new Map([...REGIONS].map(([code, name]) => [name, code])),
};

/** The number of a name as rows have it; 0 where it has none. */
export const codeOf = (column: CodeColumn, name: string): number => NUMBERS[column].get(name) ?? 0;
