// A table with its heads; one that is wider than its place scrolls there.
import type { ReactElement, ReactNode, Ref } from 'react';

export const Table = ({
  columns,
  numbers = [],
  className,
  ref,
  children,
}: {
  columns: readonly string[];
  /** Those of them that hold numbers. */
  numbers?: readonly string[];
  className?: string;
  ref?: Ref<HTMLTableElement>;
  /** Its rows. */
  children: ReactNode;
}): ReactElement => (
  <div className="scroll">
    <table ref={ref} className={className === undefined ? 'table' : `table ${className}`}>
      <thead>
        <tr>
          {columns.map(column => (
            <th key={column} scope="col" className={numbers.includes(column) ? 'numbers' : undefined}>
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  </div>
);
