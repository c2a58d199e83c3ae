// Reports by hand: paste one, or drop files; see how far the coding has come, and what came of it.
import './add.css';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import type { ReportSummary } from '../../../../src/6-record/index.ts';
import { dayLabel } from '../../../../src/synopsis/labels.ts';
import { getJson, sendJson, sendText } from '../../api/client.ts';
import { useMay } from '../../api/session.ts';
import { Empty, Failed } from '../../parts/states.tsx';
import { useTitle } from '../../parts/title.ts';
import { Link } from '../../url/link.tsx';
import { readFile } from './files.ts';
import { strings } from './strings.ts';

interface Job {
  readonly id: string;
  readonly at: string;
  readonly state: keyof typeof strings.states;
  readonly received: number;
  readonly added: number;
  readonly known: number;
  readonly problems: readonly { readonly line: number | null; readonly message: string }[];
}

const isOpen = ({ state }: Job): boolean => state === 'waiting' || state === 'working';

const Jobs = (): ReactElement | null => {
  const { data } = useQuery({
    queryKey: ['jobs'],
    queryFn: ({ signal }) => getJson<{ items: readonly Job[] }>('/jobs', {}, signal),
    // The stream tells of changes; this is for when it does not.
    refetchInterval: ({ state }) => (state.data?.items.some(isOpen) ? 2000 : false),
  });
  if (!data || data.items.length === 0) return null;
  return (
    <section>
      <h2>{strings.progress}</h2>
      <ul aria-live="polite">
        {data.items.slice(0, 20).map(job => (
          <li key={job.id}>
            {isOpen(job) && <progress aria-label={strings.states[job.state]} />}{' '}
            <b>{strings.states[job.state]}</b> · {strings.counts(job.received, job.added, job.known)}
            {job.state === 'done' && job.added > 0 && (
              <>
                {' · '}
                <Link to="/">{strings.see}</Link>
              </>
            )}
            {job.problems.length > 0 && (
              <ul className="small">
                {job.problems.map(({ line, message }) => (
                  <li key={`${line}${message}`}>
                    {strings.problemLine(line)}
                    {message}
                  </li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
};

const Newest = (): ReactElement | null => {
  const { data } = useQuery({
    queryKey: ['reports', 'newest'],
    queryFn: ({ signal }) => getJson<{ items: readonly ReportSummary[] }>('/reports', { limit: 10 }, signal),
  });
  if (!data || data.items.length === 0) return null;
  return (
    <section>
      <h2>{strings.newest}</h2>
      <ul>
        {data.items.map(({ id, title, outlet, publishedAt, story }) => (
          <li key={id}>
            <Link to={`/reports/${encodeURIComponent(id)}`}>
              <bdi>{title ?? id}</bdi>
            </Link>{' '}
            <span className="small soft">
              {[outlet, publishedAt && dayLabel(publishedAt)].filter(Boolean).join(' · ')}
            </span>{' '}
            {story !== null && <Link to={`/stories/${encodeURIComponent(story)}`}>{story}</Link>}
          </li>
        ))}
      </ul>
    </section>
  );
};

export const AddPage = (): ReactElement => {
  const queries = useQueryClient();
  const [error, setError] = useState<unknown>(null);
  const [refused, setRefused] = useState<readonly string[]>([]);
  const [isOver, setIsOver] = useState(false);
  const mayAdd = useMay('coder');
  useTitle(strings.title);
  const hand = async (work: () => Promise<unknown>): Promise<boolean> => {
    setError(null);
    try {
      await work();
      void queries.invalidateQueries({ queryKey: ['jobs'] });
      return true;
    } catch (thrown) {
      setError(thrown);
      return false;
    }
  };
  const addText = async (form: HTMLFormElement): Promise<void> => {
    const entries = Object.fromEntries(
      [...new FormData(form)].filter(([, value]) => typeof value === 'string' && value.trim() !== ''),
    );
    if (await hand(() => sendJson('POST', '/reports', entries))) form.reset();
  };
  const addFiles = async (files: Iterable<File>): Promise<void> => {
    const told: string[] = [];
    for (const file of files) {
      const read = readFile(file);
      if (read.kind === 'refused') told.push(read.message);
      else await hand(() => sendText('/reports', file, read.type, read.params));
    }
    setRefused(told);
  };
  if (!mayAdd)
    return (
      <article className="add">
        <h1>{strings.title}</h1>
        <Empty title={strings.mayNot} />
        <Newest />
      </article>
    );
  return (
    <article className="add">
      <h1>{strings.title}</h1>
      {error !== null && <Failed error={error} />}
      {refused.map(message => (
        <p key={message} role="alert">
          {message}
        </p>
      ))}
      <div className="add-sides">
        <form
          onSubmit={event => {
            event.preventDefault();
            void addText(event.currentTarget);
          }}
        >
          <h2>{strings.paste}</h2>
          <div className="add-fields">
            {(['title', 'outlet', 'publishedAt', 'url'] as const).map(name => (
              <label key={name}>
                {strings.fields[name]}
                <input
                  name={name}
                  type={name === 'publishedAt' ? 'date' : name === 'url' ? 'url' : 'text'}
                  maxLength={500}
                />
              </label>
            ))}
          </div>
          <label>
            {strings.text}
            <textarea name="text" rows={12} required className="report-text" />
          </label>
          <button type="submit">{strings.submit}</button>
        </form>
        <section
          className={isOver ? 'drop is-over' : 'drop'}
          aria-label={strings.files}
          onDragOver={event => {
            event.preventDefault();
            setIsOver(true);
          }}
          onDragLeave={() => setIsOver(false)}
          onDrop={event => {
            event.preventDefault();
            setIsOver(false);
            void addFiles(event.dataTransfer.files);
          }}
        >
          <h2>{strings.files}</h2>
          <p className="small soft">{strings.filesHint}</p>
          <label className="button">
            {strings.choose}
            <input
              type="file"
              multiple
              className="hidden"
              accept=".txt,.md,.jsonl,.ndjson,text/plain"
              onChange={({ target }) => {
                void addFiles([...(target.files ?? [])]);
                target.value = '';
              }}
            />
          </label>
        </section>
      </div>
      <Jobs />
      <Newest />
    </article>
  );
};
