// PLOVER 0.8: event types, quad classes, modes, contexts and sectors, as its manual lists them.

/** In the order in which event data numbers them, 1 to 4. */
export const QUAD_CLASSES = [
  'verbalCooperation',
  'materialCooperation',
  'verbalConflict',
  'materialConflict',
] as const;
export type QuadClass = (typeof QUAD_CLASSES)[number];

interface EventTypeInfo {
  readonly quadClass: QuadClass;
  /** Conflict to cooperation, -10 to 10 (PLOVER manual; ACCUSE's lost sign restored, PROTEST's modes to theirs). */
  readonly intensity: number;
  /** Modes with their own intensity. */
  readonly modes: Readonly<Record<string, number>>;
}

export const EVENT_TYPES = {
  AGREE: { quadClass: 'verbalCooperation', intensity: 2.5, modes: {} },
  CONSULT: {
    quadClass: 'verbalCooperation',
    intensity: 2.5,
    modes: { visit: 4, 'third-party': 1, multilateral: 4, phone: 1.5 },
  },
  SUPPORT: { quadClass: 'verbalCooperation', intensity: 5, modes: {} },
  CONCEDE: { quadClass: 'verbalCooperation', intensity: 4.5, modes: {} },
  COOPERATE: { quadClass: 'materialCooperation', intensity: 9.5, modes: {} },
  AID: { quadClass: 'materialCooperation', intensity: 10, modes: {} },
  RETREAT: {
    quadClass: 'materialCooperation',
    intensity: 6.5,
    modes: { withdraw: 8, release: 6.5, disarm: 10, ceasefire: 7.5, access: 6.5, resign: 4.5 },
  },
  REQUEST: {
    quadClass: 'verbalConflict',
    intensity: 0,
    modes: { assist: 0.5, change: -1, yield: -1, meet: 0 },
  },
  ACCUSE: {
    quadClass: 'verbalConflict',
    intensity: -3,
    modes: { disapprove: -2, investigate: -3.5, allege: -3.5 },
  },
  REJECT: {
    quadClass: 'verbalConflict',
    intensity: -2,
    modes: { assist: -1.5, change: -2, yield: -2, meet: -2 },
  },
  THREATEN: {
    quadClass: 'verbalConflict',
    intensity: -3.5,
    modes: { restrict: -3, arrest: -3.5, relations: -3.5, expel: -3.5, territory: -4, violence: -3.5 },
  },
  PROTEST: {
    quadClass: 'materialConflict',
    intensity: -5,
    modes: { demo: -5, riot: -7, strike: -5, hunger: -4.5, boycott: -4.5, obstruct: -4.5, vandalize: -5 },
  },
  SANCTION: {
    quadClass: 'materialConflict',
    intensity: -6,
    modes: { convict: -6, expel: -5.5, withdraw: -6, discontinue: -6 },
  },
  MOBILIZE: {
    quadClass: 'materialConflict',
    intensity: -5.5,
    modes: { troops: -6.5, weapons: -6.5, police: -5.5, militia: -6 },
  },
  COERCE: {
    quadClass: 'materialConflict',
    intensity: -7,
    modes: {
      seize: -7,
      restrict: -7,
      censor: -6.5,
      curfew: -6.5,
      'martial-law': -7.5,
      arrest: -7,
      deport: -7,
      withhold: -7,
      misinformation: -6.5,
      cyber: -7,
    },
  },
  ASSAULT: {
    quadClass: 'materialConflict',
    intensity: -9,
    modes: {
      abduct: -8.5,
      beat: -7.5,
      torture: -8.5,
      sexual: -8.5,
      targeted: -9.5,
      destroy: -8.5,
      primitive: -8,
      firearms: -9,
      explosives: -9,
      'suicide-attack': -9.5,
      aerial: -9.5,
      drone: -9.5,
      'heavy-weapons': -9.5,
      'crowd-control': -7.5,
      unconventional: -10,
    },
  },
} as const satisfies Record<string, EventTypeInfo>;

export type EventType = keyof typeof EVENT_TYPES;

export const eventTypeInfo = (type: EventType): EventTypeInfo => EVENT_TYPES[type];

export const CONTEXTS = [
  'military',
  'intelligence',
  'executive',
  'legislative',
  'election',
  'political_institutions',
  'pro_democracy',
  'pro_autocracy',
  'economic',
  'legal',
  'reparations',
  'human_rights',
  'rights_freedoms',
  'repression',
  'human_security',
  'gender',
  'lgbt',
  'religion_ethnicity',
  'inequality',
  'diplomatic',
  'territory',
  'peacekeeping',
  'health',
  'asylum',
  'migration',
  'disasters',
  'natural_resource',
  'environment',
  'technology',
  'terrorism',
  'cbrn',
  'cyber',
  'misinformation',
  'crime',
  'corruption',
  'illegal_drugs',
  'trafficking',
] as const;
export type Context = (typeof CONTEXTS)[number];

/** Sectors, with the non-state international actor codes that PLOVER gives in place of a country. */
export const SECTORS = [
  'COP',
  'GOV',
  'JUD',
  'LEG',
  'MIL',
  'PRM',
  'PTY',
  'REB',
  'SPY',
  'UAF',
  'UNK',
  'AGR',
  'BUS',
  'CRM',
  'CVL',
  'EDU',
  'ELI',
  'JRN',
  'LAB',
  'MED',
  'OPP',
  'PRE',
  'REF',
  'REL',
  'SOC',
  'IGO',
  'UNO',
  'EUR',
  'NGO',
  'ISM',
  'IMG',
  'MNC',
] as const;
export type Sector = (typeof SECTORS)[number];
