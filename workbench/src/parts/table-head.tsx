import type { ReactElement } from 'react';

export const TableHead = ({
  columns,
  numbers = [],
}: {
  columns: readonly string[];
  /** Those of them that hold numbers. */
  numbers?: readonly string[];
}): ReactElement => (
  <thead>
    <tr>
      {columns.map(column => (
        <th key={column} scope="col" className={numbers.includes(column) ? 'numbers' : undefined}>
          {column}
        </th>
      ))}
    </tr>
  </thead>
);
