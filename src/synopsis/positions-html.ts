// Positions over time as HTML: an actor's days one below the other, each leading to the row that has the words in full.
import { escapeHtml } from './escape-html.ts';
import type { PositionChange, Step, StorySynopsis } from './synopsis.ts';

export const rowLink = (row: number | null, story: number): string =>
  row === null ? '' : ` <a href="#s${story}r${row}">${row}</a>`;

export const sigilHtml = (sigla: readonly string[]): string =>
  `<span class="sigla">${sigla.map(escapeHtml).join(', ')}</span>`;

export const changeHtml = ({ from, to, day, row }: PositionChange, story: number): string =>
  `from ${from}${day === null ? '' : ` on ${escapeHtml(day)}`}${rowLink(row, story)} to ${to}`;

/** A day, the row, how the words begin, where the actor stood. */
const stepHtml = (step: Step, story: number): string => {
  const toward =
    step.toward === null ? '' : ` <span class="arrow">→</span> <bdi>${escapeHtml(step.toward)}</bdi>`;
  const stance = step.change
    ? `<span class="changes">change ${changeHtml(step.change, story)}${toward}</span>`
    : step.stance === null
      ? ''
      : `<span class="stance">${step.stance}${toward}</span>`;
  const words = `<bdi>${escapeHtml(step.words)}</bdi>`;
  return `<li class="${step.quadClass ?? 'said'}"><span class="date">${escapeHtml(step.day ?? 'undated')}</span><a class="number" href="#s${story}r${step.row}">${step.row}</a><span class="step">${step.isQuote ? `<q>${words}</q>` : words} ${stance} ${sigilHtml(step.sigla)}</span></li>`;
};

export const positionsHtml = ({ positions, number }: StorySynopsis): string => {
  if (positions.length === 0) return '';
  const actors = positions.map(({ actor, steps, more }) => {
    const items = steps.map(step => stepHtml(step, number));
    if (more > 0)
      items.push(`<li class="more"><span class="note">and ${more} more in the rows above</span></li>`);
    return `<div class="actor"><h4><bdi>${escapeHtml(actor)}</bdi></h4><ol>${items.join('')}</ol></div>`;
  });
  return `<section class="positions"><h3>Positions over time</h3>${actors.join('\n')}</section>`;
};
