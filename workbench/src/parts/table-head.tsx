import type { ReactElement } from 'react';

export const TableHead = ({ columns }: { columns: readonly string[] }): ReactElement => (
  <thead>
    <tr>
      {columns.map(column => (
        <th key={column} scope="col">
          {column}
        </th>
      ))}
    </tr>
  </thead>
);
