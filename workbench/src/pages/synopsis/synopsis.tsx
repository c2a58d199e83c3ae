// The signature page: one story as an edition of parallel texts, a column an outlet, a row an event, quotation, figure.
import './synopsis.css';
import { type ReactElement, useMemo, useRef } from 'react';
import type { QuadClass } from '../../../../src/schema/plover.ts';
import { buildSynopsis } from '../../../../src/synopsis/build-synopsis.ts';
import { BEST_RULE, QUAD_LABELS } from '../../../../src/synopsis/labels.ts';
import {
  type Column,
  namesBest,
  type Row,
  type Section,
  storySummary,
} from '../../../../src/synopsis/synopsis.ts';
import { type StoryWithTexts, useStory } from '../../api/stories.ts';
import { Answer } from '../../parts/answer.tsx';
import { QuadMark } from '../../parts/quad.tsx';
import { useRowKeys } from '../../parts/row-keys.ts';
import { Empty } from '../../parts/states.tsx';
import { useTitle } from '../../parts/title.ts';
import { useQueryValue } from '../../url/place.ts';
import { RowHead } from './apparatus.tsx';
import { countRows, filterSections, isRowFilter, ROW_FILTERS } from './filter-rows.ts';
import { CellText } from './passage.tsx';
import { Positions } from './positions.tsx';
import { strings } from './strings.ts';
import { siglaOf, Witnesses } from './witnesses.tsx';

const SILENT = { passages: [], more: 0 };

const RowLine = ({
  row,
  columns,
  anchors,
}: {
  row: Row;
  columns: readonly Column[];
  anchors: ReadonlyMap<number, string>;
}): ReactElement => (
  <tr id={row.anchor} className={row.kind === 'event' ? `event edge-${row.quadClass}` : row.kind}>
    <th scope="row">
      <a className="number" href={`#${row.anchor}`} data-row>
        {row.number}
      </a>
      <RowHead row={row} anchors={anchors} />
    </th>
    {columns.map((column, at) => (
      <CellText
        key={column.witnesses[0].report}
        cell={row.cells[at] ?? SILENT}
        column={column}
        sigla={siglaOf(column)}
      />
    ))}
  </tr>
);

const SectionRows = ({
  section,
  columns,
  anchors,
}: {
  section: Section;
  columns: readonly Column[];
  anchors: ReadonlyMap<number, string>;
}): ReactElement => (
  <tbody className={section.isOfOne ? 'of-one' : undefined}>
    <tr className="section">
      <th colSpan={columns.length + 1} scope="rowgroup">
        {section.title}
      </th>
    </tr>
    {section.rows.map(row => (
      <RowLine key={row.anchor} row={row} columns={columns} anchors={anchors} />
    ))}
  </tbody>
);

const Key = ({ tellsBest }: { tellsBest: boolean }): ReactElement => (
  <p className="key small soft">
    {(Object.keys(QUAD_LABELS) as QuadClass[]).map(quad => (
      <span key={quad}>
        <QuadMark quad={quad} /> {QUAD_LABELS[quad]}
      </span>
    ))}
    <span>
      <b className="trigger">{strings.key.trigger[0]}</b> {strings.key.trigger[1]}
    </span>
    <span>
      <b className="variant">{strings.key.variant[0]}</b> {strings.key.variant[1]}
    </span>
    <span>{strings.key.silent}</span>
    {tellsBest && <span>{BEST_RULE}</span>}
  </p>
);

/** The story as one page of HTML that needs nothing else, saved from here. */
const saveDossier = async ({ story, texts }: StoryWithTexts): Promise<void> => {
  const { renderHtml } = await import('../../../../src/synopsis/html.ts');
  const address = URL.createObjectURL(new Blob([renderHtml([story], texts)], { type: 'text/html' }));
  const link = Object.assign(document.createElement('a'), { href: address, download: `${story.id}.html` });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
};

const Edition = ({ whole }: { whole: StoryWithTexts }): ReactElement => {
  const synopsis = useMemo(() => buildSynopsis([whole.story], whole.texts), [whole]);
  const [shown, setShown] = useQueryValue('rows');
  const table = useRef<HTMLTableElement>(null);
  useRowKeys(table);
  const story = synopsis.stories[0];
  const anchors = useMemo(
    () =>
      new Map(
        story?.sections.flatMap(({ rows }) => rows.map(row => [row.number, row.anchor] as const)) ?? [],
      ),
    [story],
  );
  useTitle(story?.title ?? '');
  if (story === undefined) return <Empty title={strings.nothing} />;
  const filter = isRowFilter(shown) ? shown : 'all';
  const sections = filterSections(story.sections, filter);
  return (
    <article className="synopsis">
      <header>
        <h1>
          <bdi>{story.title}</bdi>
        </h1>
        <p className="soft">
          {storySummary(story).join(' · ')} ·{' '}
          <button type="button" onClick={() => void saveDossier(whole)}>
            {strings.dossier}
          </button>
        </p>
        <Witnesses columns={story.columns} />
        <fieldset className="filters">
          <legend className="hidden">{strings.filters.label}</legend>
          {ROW_FILTERS.map(one => {
            const count = countRows(story.sections, one);
            return (
              <button
                key={one}
                type="button"
                aria-pressed={filter === one}
                disabled={count === 0}
                onClick={() => setShown(one === 'all' ? null : one)}
              >
                {strings.filters[one]} <span className="soft numbers">{count}</span>
              </button>
            );
          })}
        </fieldset>
        <Key tellsBest={namesBest(synopsis)} />
      </header>
      {sections.length === 0 ? (
        <Empty title={story.sections.length === 0 ? strings.nothing : strings.noneLeft}>
          {filter !== 'all' && (
            <button type="button" onClick={() => setShown(null)}>
              {strings.filters.all}
            </button>
          )}
        </Empty>
      ) : (
        <section className="scroll" aria-label={story.title}>
          <table ref={table} data-columns={Math.min(story.columns.length, 13)}>
            <thead>
              <tr>
                <th scope="col">
                  <span className="hidden">{strings.apparatus}</span>
                </th>
                {story.columns.map(column => (
                  <th key={column.witnesses[0].report} scope="col">
                    <b className="siglum">{siglaOf(column)}</b> <bdi>{column.witnesses[0].label}</bdi>
                  </th>
                ))}
              </tr>
            </thead>
            {sections.map(section => (
              <SectionRows key={section.title} section={section} columns={story.columns} anchors={anchors} />
            ))}
          </table>
        </section>
      )}
      {filter === 'all' && <Positions positions={story.positions} anchors={anchors} />}
    </article>
  );
};

export const SynopsisPage = ({ id }: { id: string }): ReactElement => {
  const query = useStory(id);
  return <Answer query={query}>{whole => <Edition whole={whole} />}</Answer>;
};
