// Reports by hand: links to fetch, words to paste, files to drop; how far they have come, and what came of them.
import './add.css';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { sendJson, sendText } from '../../api/client.ts';
import { useMay } from '../../api/session.ts';
import { Empty, Failed } from '../../parts/states.tsx';
import { useTitle } from '../../parts/title.ts';
import { useTask } from '../../parts/use-task.ts';
import { ACCEPTED, readFile, readLinks } from './files.ts';
import { Jobs, Newest, OnTheWay } from './handed-in.tsx';
import { strings } from './strings.ts';
import { type Tray, useTray } from './tray.ts';

const Links = ({ tray }: { tray: Tray }): ReactElement => {
  const [pasted, setPasted] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const fetchThem = (): void => {
    const { links, others } = readLinks(pasted);
    for (const url of links) tray.send(url, 'link', () => sendJson('POST', '/reports/fetch', { url }));
    setProblem(others.length > 0 ? strings.noLink(others.slice(0, 5).join(', ').slice(0, 200)) : null);
    setPasted(others.join('\n'));
  };
  return (
    <form
      onSubmit={event => {
        event.preventDefault();
        fetchThem();
      }}
    >
      <h2>{strings.links}</h2>
      <label>
        {strings.linksLabel}
        <textarea
          rows={2}
          required
          value={pasted}
          placeholder={strings.linksHint}
          spellCheck={false}
          onChange={({ target }) => setPasted(target.value)}
          onKeyDown={event => {
            if (event.key !== 'Enter' || event.shiftKey) return;
            event.preventDefault();
            if (pasted.trim() !== '') fetchThem();
          }}
        />
      </label>
      {problem !== null && <p role="alert">{problem}</p>}
      <button type="submit">{strings.fetch}</button>
    </form>
  );
};

const Words = (): ReactElement => {
  const queries = useQueryClient();
  const { isBusy, error, run } = useTask();
  const add = async (form: HTMLFormElement): Promise<void> => {
    const entries = Object.fromEntries(
      [...new FormData(form)].filter(([, value]) => typeof value === 'string' && value.trim() !== ''),
    );
    if (!(await run(() => sendJson('POST', '/reports', entries)))) return;
    form.reset();
    void queries.invalidateQueries({ queryKey: ['jobs'] });
  };
  return (
    <form
      onSubmit={event => {
        event.preventDefault();
        void add(event.currentTarget);
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
        <textarea name="text" rows={10} required className="report-text" />
      </label>
      {error !== null && <Failed error={error} />}
      <button type="submit" disabled={isBusy}>
        {strings.submit}
      </button>
    </form>
  );
};

const Files = ({ tray }: { tray: Tray }): ReactElement => {
  const [isOver, setIsOver] = useState(false);
  const take = (files: Iterable<File>): void => {
    for (const file of files) {
      const read = readFile(file);
      if (read.kind === 'refused') tray.refuse(file.name, 'file', read.message);
      else tray.send(file.name, 'file', () => sendText('/reports', file, read.type, read.params));
    }
  };
  return (
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
        take(event.dataTransfer.files);
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
          accept={ACCEPTED}
          onChange={({ target }) => {
            take([...(target.files ?? [])]);
            target.value = '';
          }}
        />
      </label>
    </section>
  );
};

export const AddPage = (): ReactElement => {
  const mayAdd = useMay('coder');
  const tray = useTray();
  useTitle(strings.title);
  return (
    <article className="add">
      <h1>{strings.title}</h1>
      {mayAdd ? (
        <>
          <div className="add-sides">
            <Words />
            <div className="add-others">
              <Links tray={tray} />
              <Files tray={tray} />
              <OnTheWay tray={tray} />
            </div>
          </div>
          <Jobs />
        </>
      ) : (
        <Empty title={strings.mayNot} />
      )}
      <Newest />
    </article>
  );
};
