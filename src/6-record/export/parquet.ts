// Rows as Parquet, a group of rows at a time: however many there are, only one group is in memory.
import { ByteWriter, ParquetWriter, type SchemaElement } from 'hyparquet-writer';
import type { Cell, CellType, Column } from './csv.ts';

/** What analysts' tools read as text, numbers, days and instants (Parquet's logical types). */
const ELEMENTS: Readonly<Record<CellType, Omit<SchemaElement, 'name'>>> = {
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' },
  whole: { type: 'INT32', repetition_type: 'OPTIONAL' },
  decimal: { type: 'DOUBLE', repetition_type: 'OPTIONAL' },
  day: { type: 'INT32', converted_type: 'DATE', repetition_type: 'OPTIONAL' },
  instant: { type: 'INT64', converted_type: 'TIMESTAMP_MILLIS', repetition_type: 'OPTIONAL' },
};

const typeOf = ({ type = 'text' }: { readonly type?: CellType }): CellType => type;

const typedCell = (cell: Cell, type: CellType): string | number | Date | null => {
  if (cell === null || cell === '') return null;
  if (type === 'text') return String(cell);
  return type === 'day' || type === 'instant' ? new Date(cell) : Number(cell);
};

const GROUP = 10_000;

export async function* parquetPieces<Item>(
  columns: readonly Column<Item>[],
  items: AsyncIterable<Item>,
): AsyncGenerator<Uint8Array> {
  const writer = new ByteWriter();
  const schema: SchemaElement[] = [
    { name: 'root', num_children: columns.length },
    ...columns.map(column => ({ name: column.name, ...ELEMENTS[typeOf(column)] })),
  ];
  const parquet = new ParquetWriter({ writer, schema, createdBy: 'synoptic' });
  /** What was written since the last piece; the writer goes on counting where it stands in the file. */
  const taken = (): Uint8Array => {
    const bytes = writer.getBytes().slice();
    writer.index = 0;
    return bytes;
  };
  let group: Item[] = [];
  const write = async (): Promise<void> => {
    if (group.length === 0) return;
    const columnData = columns.map(column => ({
      name: column.name,
      data: group.map(item => typedCell(column.read(item), typeOf(column))),
    }));
    await parquet.write({ columnData, rowGroupSize: GROUP });
    group = [];
  };
  for await (const item of items) {
    group.push(item);
    if (group.length < GROUP) continue;
    await write();
    yield taken();
  }
  await write();
  await parquet.finish();
  yield taken();
}
