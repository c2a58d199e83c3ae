// ACLED's event and sub-event types with their disorder types, in its coding hierarchy (top wins within one event).

export type AcledEventType =
  | 'Battles'
  | 'Protests'
  | 'Riots'
  | 'Explosions/Remote violence'
  | 'Violence against civilians'
  | 'Strategic developments';

export interface AcledClass {
  readonly eventType: AcledEventType;
  readonly subEventType: string;
  readonly disorderType: string;
}

const violence = 'Political violence';
const demonstrations = 'Demonstrations';
const rows: readonly (readonly [AcledEventType, string, readonly string[]])[] = [
  [
    'Battles',
    violence,
    ['Government regains territory', 'Non-state actor overtakes territory', 'Armed clash'],
  ],
  ['Protests', `${violence}; ${demonstrations}`, ['Excessive force against protesters']],
  ['Protests', demonstrations, ['Protest with intervention', 'Peaceful protest']],
  ['Riots', demonstrations, ['Violent demonstration']],
  ['Riots', violence, ['Mob violence']],
  [
    'Explosions/Remote violence',
    violence,
    [
      'Chemical weapon',
      'Air/drone strike',
      'Suicide bomb',
      'Shelling/artillery/missile attack',
      'Remote explosive/landmine/IED',
      'Grenade',
    ],
  ],
  ['Violence against civilians', violence, ['Sexual violence', 'Attack', 'Abduction/forced disappearance']],
  [
    'Strategic developments',
    'Strategic developments',
    [
      'Agreement',
      'Arrests',
      'Change to group/activity',
      'Disrupted weapons use',
      'Headquarters or base established',
      'Looting/property destruction',
      'Non-violent transfer of territory',
      'Other',
    ],
  ],
];

export const ACLED_CLASSES: ReadonlyMap<string, AcledClass> = new Map(
  rows.flatMap(([eventType, disorderType, subEventTypes]) =>
    subEventTypes.map(subEventType => [subEventType, { eventType, subEventType, disorderType }] as const),
  ),
);
