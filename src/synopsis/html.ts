// The synopsis becomes one HTML page that needs nothing else: no script, no request, its styles inside. Rows stand in a
// table with a column an outlet; every quoted passage leads to its place in the full text at the end.
import type { CodedText, Story } from '../schema/story.ts';
import { buildSynopsis } from './build-synopsis.ts';
import { escapeHtml } from './escape-html.ts';
import {
  AGREEMENT_LABELS,
  BEST_RULE,
  DIFFERENCE_LABELS,
  originLabel,
  publishedLabel,
  QUAD_LABELS,
  STANDING_LABELS,
  statusLabel,
} from './labels.ts';
import { PAGE_STYLE } from './page-style.ts';
import type { Mark, Run } from './passage.ts';
import { changeHtml, positionsHtml, rowLink, sigilHtml } from './positions-html.ts';
import { type QuotedSpan, reportTextHtml, spanAnchor } from './report-text.ts';
import type {
  Cell,
  CellPassage,
  Column,
  EventRow,
  QuoteRow,
  Row,
  StorySynopsis,
  Witness,
} from './synopsis.ts';
import { namesBest, storySummary, witnessesOf } from './synopsis.ts';

/** Labels of marks that are told by more than their underline. */
const ROLE_LABELS: Readonly<Record<Mark, string | null>> = {
  actor: 'who',
  recipient: 'whom',
  place: 'where',
  time: 'when',
  trigger: null,
  variant: null,
  figure: null,
};

const runHtml = (run: Run): string => {
  if (run.kind === 'gap') return ' <span class="gap">…</span> ';
  const text = escapeHtml(run.text);
  if (run.mark === null) return text;
  const label = ROLE_LABELS[run.mark];
  return label === null
    ? `<b class="${run.mark}">${text}</b>`
    : `<span class="role ${run.mark}" data-role="${label}" title="${label}">${text}</span>`;
};

const passageHtml = (passage: CellPassage, lead: Witness): string => {
  const { witness, value, note } = passage;
  const siglum = witness === lead ? '' : `<span class="siglum">${escapeHtml(witness.siglum)}</span> `;
  const words = `<a class="words" href="#${spanAnchor(witness.number, passage)}"><bdi>${passage.runs.map(runHtml).join('')}</bdi></a>`;
  const account = note === null ? '' : ` <span class="note">${escapeHtml(note)}</span>`;
  if (value === null) return `<p>${siglum}${words}${account}</p>`;
  return `<p class="count">${siglum}<span class="value">${escapeHtml(value)}</span>${account}</p><p>${words}</p>`;
};

const siglaOf = (column: Column): string =>
  column.witnesses.map(witness => escapeHtml(witness.siglum)).join(' = ');

const cellHtml = (cell: Cell, column: Column): string => {
  const sigla = siglaOf(column);
  if (cell.passages.length === 0) return `<td class="silent" data-siglum="${sigla}"></td>`;
  const more = cell.more > 0 ? `<p class="note">and ${cell.more} more in this report</p>` : '';
  const passages = cell.passages.map(passage => passageHtml(passage, column.witnesses[0]));
  return `<td data-siglum="${sigla}">${passages.join('')}${more}</td>`;
};

const field = (name: string, value: string | null): string =>
  value === null || value === '' ? '' : `<span class="field ${name}">${escapeHtml(value)}</span>`;

const sidesHtml = ({ who, whom }: EventRow): string => {
  if (!who && !whom) return '';
  const receiving = whom ? ` <span class="arrow">→</span> <bdi>${escapeHtml(whom)}</bdi>` : '';
  return `<span class="sides"><bdi>${escapeHtml(who ?? 'unnamed')}</bdi>${receiving}</span>`;
};

const denialsHtml = (row: EventRow, story: number): string =>
  row.denials
    .map(({ row: number, words }) => {
      const claim = `<q><bdi>${escapeHtml(words)}</bdi></q>`;
      return number === null
        ? `<span class="field denial">denies ${claim}</span>`
        : `<span class="field denial">denies <a href="#s${story}r${number}">${number}</a>: ${claim}</span>`;
    })
    .join('');

const deniedByHtml = (row: EventRow, story: number): string =>
  row.deniedBy
    .map(({ who, sigla, row: number }) => {
      const by = who === null ? '' : ` by <bdi>${escapeHtml(who)}</bdi>`;
      return `<span class="field differs">denied${by}:${rowLink(number, story)} ${sigilHtml(sigla)}</span>`;
    })
    .join('');

const changesHtml = (row: EventRow, story: number): string =>
  row.changes
    .map(
      change =>
        `<span class="field changes"><b>change of position:</b> <bdi>${escapeHtml(change.actor)}</bdi>, ${changeHtml(change, story)}</span>`,
    )
    .join('');

const differencesHtml = (row: EventRow | QuoteRow): string =>
  row.differences
    .map(({ field: name, values }) => {
      const versions = values.map(
        ({ value, sigla }) => `<bdi>${escapeHtml(value)}</bdi> ${sigilHtml(sigla)}`,
      );
      return `<span class="field differs">${DIFFERENCE_LABELS[name]}: ${versions.join(' / ')}</span>`;
    })
    .join('');

const headHtml = (row: Row, story: number): string => {
  switch (row.kind) {
    case 'event':
      return [
        `<span class="type">${row.type}${row.mode ? ` <i>${escapeHtml(row.mode)}</i>` : ''}</span>`,
        `<span class="quad">${QUAD_LABELS[row.quadClass]}</span>`,
        sidesHtml(row),
        field('place', row.place),
        field('when', row.when),
        field('status', statusLabel(row.status)),
        field(`standing ${row.standing}`, STANDING_LABELS[row.standing]),
        denialsHtml(row, story),
        deniedByHtml(row, story),
        changesHtml(row, story),
        differencesHtml(row),
      ].join('');
    case 'quote':
      return `<span class="sides"><bdi>${escapeHtml(row.speaker ?? 'speaker not named')}</bdi></span>${field(
        'standing',
        row.wording === 'single' ? null : `${row.wording} wording`,
      )}${differencesHtml(row)}`;
    case 'figure':
      return `<span class="sides">${escapeHtml(row.measure)}</span>${field('range', row.range)}${field(
        `standing ${row.agreement}`,
        AGREEMENT_LABELS[row.agreement],
      )}`;
  }
};

const rowHtml = (row: Row, story: StorySynopsis): string => {
  const quad = row.kind === 'event' ? ` ${row.quadClass}` : '';
  const cells = story.columns.map((column, at) =>
    cellHtml(row.cells[at] ?? { passages: [], more: 0 }, column),
  );
  const number = `<a class="number" href="#${row.anchor}">${row.number}</a>`;
  return `<tr id="${row.anchor}" class="${row.kind}${quad}"><th scope="row">${number}${headHtml(row, story.number)}</th>${cells.join('')}</tr>`;
};

const columnHead = (column: Column): string => {
  const [lead] = column.witnesses;
  return `<th scope="col"><a href="#w${lead.number}"><span class="siglum">${siglaOf(column)}</span> ${escapeHtml(lead.label)}</a></th>`;
};

const dateOf = (witness: Witness): string =>
  escapeHtml(publishedLabel(witness.publishedAt, witness.dateBasis));

const witnessHtml = (witness: Witness, lead: Witness): string => {
  const copy =
    witness === lead ? '' : ` <span class="copy">shares its text with ${escapeHtml(lead.siglum)}</span>`;
  const title = witness.title ? ` <cite><bdi>${escapeHtml(witness.title)}</bdi></cite>` : '';
  return `<li><a class="siglum" href="#w${witness.number}">${escapeHtml(witness.siglum)}</a> <bdi>${escapeHtml(witness.label)}</bdi> <span class="date">${dateOf(witness)}</span>${title}${copy}</li>`;
};

const witnessesHtml = ({ witnesses, origin }: Column): string => {
  const [lead] = witnesses;
  const items = witnesses.map(witness => witnessHtml(witness, lead));
  const text = origin === null ? '' : `<li class="copy">${escapeHtml(originLabel(origin, witnesses))}</li>`;
  return items.join('') + text;
};

const storyHtml = (story: StorySynopsis): string => {
  const span = story.columns.length + 1;
  const bodies = story.sections.map(
    section =>
      `<tbody${section.isOfOne ? ' class="of-one"' : ''}><tr class="section"><th colspan="${span}" scope="rowgroup">${escapeHtml(section.title)}</th></tr>\n${section.rows
        .map(row => rowHtml(row, story))
        .join('\n')}</tbody>`,
  );
  const table =
    bodies.length === 0
      ? '<p class="empty">Nothing was coded in these reports.</p>'
      : `<div class="scroll"><table class="columns-${Math.min(story.columns.length, 4)}"><thead><tr><th scope="col"><span class="sr">Apparatus</span></th>${story.columns
          .map(columnHead)
          .join('')}</tr></thead>\n${bodies.join('\n')}</table></div>`;
  return `<section class="story" id="s${story.number}"><h2><bdi>${escapeHtml(story.title)}</bdi></h2>
<p class="summary">${storySummary(story).map(escapeHtml).join(' · ')}</p>
<ul class="witnesses">${story.columns.map(witnessesHtml).join('')}</ul>
${table}
${positionsHtml(story)}</section>`;
};

/** Spans quoted from each report, by the report's number, with the rows that quote them. */
const quotedSpans = (stories: readonly StorySynopsis[]): Map<number, Map<string, QuotedSpan>> => {
  const byWitness = new Map<number, Map<string, QuotedSpan>>();
  for (const story of stories)
    for (const row of story.sections.flatMap(section => section.rows))
      for (const passage of row.cells.flatMap(cell => cell.passages)) {
        const spans = byWitness.get(passage.witness.number) ?? new Map<string, QuotedSpan>();
        byWitness.set(passage.witness.number, spans);
        const key = spanAnchor(passage.witness.number, passage);
        const rows = [...(spans.get(key)?.rows ?? []), { anchor: row.anchor, number: row.number }];
        spans.set(key, { start: passage.start, end: passage.end, rows });
      }
  return byWitness;
};

const linkHtml = (url: string | null): string =>
  url && /^https?:\/\//i.test(url)
    ? `<p class="url"><a href="${escapeHtml(url)}" rel="noreferrer noopener">${escapeHtml(url)}</a></p>`
    : '';

const reportHtml = (witness: Witness, spans: readonly QuotedSpan[]): string =>
  `<article id="w${witness.number}"><h3><span class="siglum">${escapeHtml(witness.siglum)}</span> <bdi>${escapeHtml(
    witness.label,
  )}</bdi> <span class="date">${dateOf(witness)}</span></h3>${
    witness.title ? `<p class="title"><bdi>${escapeHtml(witness.title)}</bdi></p>` : ''
  }${linkHtml(witness.url)}
${reportTextHtml(witness, spans)}</article>`;

const contentsHtml = (stories: readonly StorySynopsis[]): string =>
  stories.length < 2
    ? ''
    : `<nav><ol>${stories
        .map(
          story =>
            `<li><a href="#s${story.number}"><bdi>${escapeHtml(story.title)}</bdi></a> <span class="date">${escapeHtml(
              story.columns.map(siglaOf).join(', '),
            )}</span></li>`,
        )
        .join('')}</ol></nav>`;

const KEY = `<p class="key"><span class="verbalCooperation"><i class="swatch"></i>${QUAD_LABELS.verbalCooperation}</span>
<span class="materialCooperation"><i class="swatch"></i>${QUAD_LABELS.materialCooperation}</span>
<span class="verbalConflict"><i class="swatch"></i>${QUAD_LABELS.verbalConflict}</span>
<span class="materialConflict"><i class="swatch"></i>${QUAD_LABELS.materialConflict}</span>
<span><b class="trigger">bold</b> the word a coding rests on</span>
<span><b class="variant">shaded</b> where wordings differ</span>
<span>an empty column: that outlet is silent</span>`;

/** The synopsis as one HTML document. */
export const renderHtml = (stories: readonly Story[], texts: readonly CodedText[]): string => {
  const synopsis = buildSynopsis(stories, texts);
  const spans = quotedSpans(synopsis.stories);
  const reports = [...new Set(synopsis.stories.flatMap(witnessesOf))];
  const title = synopsis.stories[0]?.title ?? 'No stories';
  const main =
    synopsis.stories.length === 0
      ? '<p class="empty">No stories: no report was given, or none could be read.</p>'
      : `${KEY}${namesBest(synopsis) ? `\n<span>${BEST_RULE}</span>` : ''}</p>${contentsHtml(synopsis.stories)}\n${synopsis.stories.map(storyHtml).join('\n')}
<section class="texts" id="texts"><h2>The reports in full</h2>
${reports.map(witness => reportHtml(witness, [...(spans.get(witness.number)?.values() ?? [])])).join('\n')}</section>`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)} - synopsis</title>
<style>${PAGE_STYLE}</style>
</head>
<body>
<header><h1>Synopsis</h1></header>
<main>
${main}
</main>
</body>
</html>
`;
};
