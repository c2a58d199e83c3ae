// An address -> what it would give as a source -> added, if that is what was wanted.
import { useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import type { SourceLook } from '../../../../src/7-serve/index.ts';
import { dayLabel } from '../../../../src/synopsis/labels.ts';
import { sendJson } from '../../api/client.ts';
import { Failed } from '../../parts/states.tsx';
import { useTask } from '../../parts/use-task.ts';
import { strings } from './strings.ts';

/** Kinds that can be added over the network; files and folders are added on the server's command line. */
const WEB_KINDS: readonly (string | null)[] = ['feed', 'page', 'sitemap', 'gdelt', 'list'];

const day = (written: string | null): string => (written === null ? strings.undated : dayLabel(written));

/** What a look found. */
export const Look = ({
  look,
  turnTo,
}: {
  look: SourceLook;
  turnTo: (address: string) => void;
}): ReactElement => (
  <div className="look">
    {look.kind === null ? (
      <p>{strings.nothing}</p>
    ) : (
      <p>
        <bdi>{look.title}</bdi>{' '}
        <span className="soft">{strings.found(look.form ?? look.kind, look.items)}</span>
        <br />
        <span className="small">{look.address}</span>
      </p>
    )}
    {look.problems.map(problem => (
      <p key={problem} role="alert">
        <bdi>{problem}</bdi>
      </p>
    ))}
    {look.feeds.some(({ address }) => address !== look.address) && (
      <>
        <h3>{strings.feeds}</h3>
        <ul>
          {look.feeds
            .filter(({ address }) => address !== look.address)
            .map(({ address, title }) => (
              <li key={address}>
                <button type="button" onClick={() => turnTo(address)}>
                  <bdi>{title ?? address}</bdi>
                </button>
              </li>
            ))}
        </ul>
      </>
    )}
    {look.newest.length > 0 && (
      <>
        <h3>{strings.newest}</h3>
        <ul className="small">
          {look.newest.map(({ title, address, publishedAt }) => (
            <li key={`${address}${title}`}>
              <bdi>{title ?? address ?? strings.untitled}</bdi>{' '}
              <span className="soft">{day(publishedAt)}</span>
            </li>
          ))}
        </ul>
      </>
    )}
    {look.report && (
      <>
        <h3>{strings.asReport}</h3>
        <p className="small soft">
          <bdi>
            {[
              look.report.title ?? strings.untitled,
              look.report.outlet ?? strings.noOutlet,
              day(look.report.publishedAt),
              look.report.language,
              strings.characters(look.report.characters),
            ].join(' · ')}
          </bdi>
        </p>
        <p className="report-text">
          <bdi>{look.report.beginning} …</bdi>
        </p>
      </>
    )}
  </div>
);

export const NewSource = (): ReactElement => {
  const queries = useQueryClient();
  const [address, setAddress] = useState('');
  const [look, setLook] = useState<SourceLook | null>(null);
  const looking = useTask();
  const adding = useTask();
  const lookAt = (wanted: string): void => {
    setAddress(wanted);
    setLook(null);
    void looking.run(async () =>
      setLook(await sendJson<SourceLook>('POST', '/sources/look', { address: wanted })),
    );
  };
  const add = async ({ kind, address: found }: SourceLook, form: FormData): Promise<void> => {
    const outlet = String(form.get('outlet') ?? '').trim();
    const every = String(form.get('every') ?? '');
    const body = {
      address: found ?? address,
      ...(kind !== null && { kind }),
      ...(outlet !== '' && { outlet }),
      ...(every !== '' && { every: Number(every) }),
    };
    if (!(await adding.run(() => sendJson('POST', '/sources', body)))) return;
    setAddress('');
    setLook(null);
    void queries.invalidateQueries({ queryKey: ['sources'] });
  };
  return (
    <section className="new-source">
      <h2>{strings.add}</h2>
      <form
        className="look-form"
        onSubmit={event => {
          event.preventDefault();
          lookAt(address.trim());
        }}
      >
        <label>
          {strings.address}
          <input
            type="url"
            required
            pattern="https?://.+"
            maxLength={2000}
            placeholder={strings.addressHint}
            value={address}
            onChange={({ target }) => setAddress(target.value)}
          />
        </label>
        <button type="submit" disabled={looking.isBusy}>
          {strings.look}
        </button>
      </form>
      <div aria-live="polite">
        {looking.isBusy && <p className="soft">{strings.looking}</p>}
        {looking.error !== null && <Failed error={looking.error} />}
        {look && <Look look={look} turnTo={lookAt} />}
      </div>
      {look && WEB_KINDS.includes(look.kind) && (
        <form
          className="look-form"
          onSubmit={event => {
            event.preventDefault();
            void add(look, new FormData(event.currentTarget));
          }}
        >
          <label>
            {strings.outlet}
            <input name="outlet" maxLength={500} defaultValue={look.report?.outlet ?? ''} />
          </label>
          <label>
            {strings.every}
            <select name="every">
              {Object.entries(strings.everyChoices).map(([seconds, label]) => (
                <option key={seconds} value={seconds}>
                  {label}
                </option>
              ))}
            </select>
          </label>
          <button type="submit" disabled={adding.isBusy}>
            {strings.addThis}
          </button>
          <button type="button" onClick={() => setLook(null)}>
            {strings.leave}
          </button>
        </form>
      )}
      {adding.error !== null && <Failed error={adding.error} />}
    </section>
  );
};
