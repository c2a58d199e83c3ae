// Coded reports made by hand: text in, with events, statements and figures marked by the words they stand on.
import { createHash } from 'node:crypto';
import {
  bareCoded,
  type EventMention,
  type EventPlace,
  type EventStatus,
  type EventTime,
  type Figure,
  type Participant,
  type Statement,
} from '../../src/schema/coded-report.ts';
import type { DayRange, Entity } from '../../src/schema/grounding.ts';
import { type EventType, eventTypeInfo, type Sector } from '../../src/schema/plover.ts';
import { bareReport } from '../../src/schema/report.ts';
import type { Span } from '../../src/schema/span.ts';
import type { CodedText } from '../../src/schema/story.ts';

interface Known {
  readonly country: string | null;
  readonly sector: Sector | null;
}

/** An invented world: every actor that the tests' reports name. */
const ACTORS: Readonly<Record<string, Known>> = {
  Norvia: { country: 'NRV', sector: null },
  'Norvian army': { country: 'NRV', sector: 'MIL' },
  'Ilan Dravec': { country: 'NRV', sector: 'GOV' },
  Tarsk: { country: 'TSK', sector: null },
  'Mira Sol': { country: 'TSK', sector: 'GOV' },
  Quell: { country: 'QLL', sector: null },
  'Orin Vash': { country: 'QLL', sector: 'GOV' },
};

interface EventOptions {
  readonly actors?: readonly string[];
  readonly recipients?: readonly string[];
  readonly mode?: string;
  readonly status?: EventStatus;
  /** A town of the invented world, or a wider place with `precision`. */
  readonly place?: string;
  readonly precision?: 1 | 2 | 3;
  readonly country?: string;
  readonly at?: readonly [latitude: number, longitude: number];
  readonly day?: string;
  readonly counts?: readonly string[];
  readonly denies?: string;
  readonly statement?: string;
}

interface FigureOptions {
  readonly comparator?: Figure['comparator'];
  readonly event?: string;
  readonly of?: string;
  readonly period?: DayRange;
  readonly unit?: string;
}

export class ReportBuilder {
  readonly #id: string;
  readonly #text: string;
  readonly #outlet: string | null;
  readonly #publishedAt: string | null;
  readonly #title: string | null;
  readonly #entities: Entity[] = [];
  readonly #events: EventMention[] = [];
  readonly #statements: Statement[] = [];
  readonly #figures: Figure[] = [];

  constructor(
    id: string,
    text: string,
    options: { outlet?: string; publishedAt?: string; title?: string } = {},
  ) {
    this.#id = id;
    this.#text = text;
    this.#outlet = options.outlet ?? null;
    this.#publishedAt = options.publishedAt ?? null;
    this.#title = options.title ?? null;
  }

  #span(words: string): Span {
    const start = this.#text.indexOf(words);
    if (start < 0) throw new Error(`report ${this.#id} has no "${words}"`);
    return { start, end: start + words.length };
  }

  #entity(name: string): Entity {
    const known = this.#entities.find(entity => entity.name === name);
    if (known) return known;
    const actor = ACTORS[name];
    const entity: Entity = {
      id: `n${this.#entities.length + 1}`,
      kind: 'other',
      name,
      actor: actor
        ? {
            id: `x-${name.toLowerCase()}`,
            name,
            ...actor,
            code: `${actor.country ?? ''}${actor.sector ?? ''}`,
          }
        : null,
      place: null,
      mentions: [],
    };
    this.#entities.push(entity);
    return entity;
  }

  #participant(name: string): Participant {
    const { id, actor } = this.#entity(name);
    return {
      entity: id,
      name,
      country: actor?.country ?? null,
      sector: actor?.sector ?? null,
      code: actor?.code ?? '',
      start: 0,
      end: 0,
    };
  }

  event(type: EventType, trigger: string, options: EventOptions = {}): this {
    const span = this.#span(trigger);
    const place: EventPlace | null = options.place
      ? {
          entity: this.#entity(options.place).id,
          ...span,
          name: options.place,
          country: options.country ?? null,
          admin1: null,
          latitude: options.at?.[0] ?? null,
          longitude: options.at?.[1] ?? null,
          precision: options.precision ?? 1,
        }
      : null;
    const time: EventTime | null = options.day
      ? { from: options.day, to: options.day, precision: 1, ...span }
      : null;
    this.#events.push({
      id: `e${this.#events.length + 1}`,
      type,
      mode: options.mode ?? null,
      contexts: [],
      cameo: null,
      quadClass: eventTypeInfo(type).quadClass,
      intensity: 0,
      acled: null,
      status: options.status ?? 'happened',
      trigger: span,
      actors: (options.actors ?? []).map(name => this.#participant(name)),
      recipients: (options.recipients ?? []).map(name => this.#participant(name)),
      mediators: [],
      place,
      time,
      counts: options.counts ?? [],
      statement: options.statement ?? null,
      denies: options.denies ?? null,
      evidence: [span],
      confidence: 1,
    });
    return this;
  }

  statement(
    quotation: Statement['quotation'],
    content: string,
    speaker: string | null,
    within: string | null = null,
  ): this {
    this.#statements.push({
      id: `t${this.#statements.length + 1}`,
      speaker: speaker ? { entity: this.#entity(speaker).id, start: 0, end: 0 } : null,
      cue: null,
      content: [this.#span(content)],
      quotation,
      act: 'says',
      venue: null,
      time: null,
      within,
    });
    return this;
  }

  figure(measure: string, words: string, value: number, options: FigureOptions = {}): this {
    const comparator = options.comparator ?? '=';
    this.#figures.push({
      id: `g${this.#figures.length + 1}`,
      ...this.#span(words),
      value,
      low: value,
      high: comparator === '>' ? null : value,
      comparator,
      measure,
      unit: options.unit ?? null,
      of: options.of ? this.#entity(options.of).id : null,
      period: options.period ?? null,
      places: [],
      attributedTo: null,
      event: options.event ?? null,
    });
    return this;
  }

  build(): CodedText {
    const report = bareReport(this.#id, this.#text, {
      outlet: this.#outlet,
      title: this.#title,
      publishedAt: this.#publishedAt,
      dateBasis: this.#publishedAt ? 'given' : 'none',
      contentHash: createHash('sha256').update(this.#text).digest('hex'),
    });
    return {
      report,
      coded: bareCoded(report, {
        entities: this.#entities,
        events: this.#events,
        statements: this.#statements,
        figures: this.#figures,
      }),
    };
  }
}
