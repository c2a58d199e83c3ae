// How far two coders agree on what both judged, field by field.
import './review.css';
import '../../parts/filter-bar.css';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { getJson } from '../../api/client.ts';
import { LateField } from '../../parts/late-field.tsx';
import { Empty, Failed, Loading } from '../../parts/states.tsx';
import { Table } from '../../parts/table.tsx';
import { useTitle } from '../../parts/title.ts';
import { usePlace } from '../../url/place.ts';
import { strings } from './strings.ts';

interface Agreement {
  readonly fields: readonly {
    readonly field: string;
    readonly units: number;
    readonly alpha: number | null;
    readonly agreed: number;
  }[];
}

const words = strings.agreement;

export const AgreementPage = (): ReactElement => {
  const { query } = usePlace();
  const coders = [query.get('first') ?? '', query.get('second') ?? ''];
  const isAsked = coders.every(name => name !== '');
  useTitle(words.title);
  const { data, error, refetch } = useQuery({
    queryKey: ['review', 'agreement', coders],
    queryFn: ({ signal }) => getJson<Agreement>('/review/agreement', { coder: coders }, signal),
    enabled: isAsked,
  });
  return (
    <article className="review">
      <h1>{words.title}</h1>
      <div className="filter-bar">
        <LateField name="first" label={words.first} />
        <LateField name="second" label={words.second} />
      </div>
      {!isAsked && <Empty title={words.choose} />}
      {isAsked && error && <Failed error={error} retry={() => void refetch()} />}
      {isAsked && !data && !error && <Loading />}
      {data?.fields.every(({ units }) => units === 0) && <Empty title={words.none} />}
      {data?.fields.some(({ units }) => units > 0) && (
        <Table
          className="field-table numbers"
          columns={[words.field, words.units, words.alpha, words.agreed]}
        >
          {data.fields.map(({ field, units, alpha, agreed }) => (
            <tr key={field}>
              <th scope="row">{field}</th>
              <td>{units}</td>
              <td>{alpha === null ? '' : alpha.toFixed(2)}</td>
              <td>{agreed.toLocaleString(undefined, { style: 'percent' })}</td>
            </tr>
          ))}
        </Table>
      )}
    </article>
  );
};
