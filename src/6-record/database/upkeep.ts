// What a server does by itself and PGlite does not: tables that have grown are vacuumed and analyzed, so that queries are
// planned by what is in them.
import type { PGlite } from '@electric-sql/pglite';

/** Whether tables have grown is looked up this often at most. */
const EVERY_MS = 2000;

/** Pages of 8 kB; a table so small is read whole whatever is known of it. */
const SMALL = 16;

/** Tables whose values are not known, or that have grown by half since they were last looked through. */
const GROWN = `select quote_ident(relname) as name from pg_class
  where relnamespace = current_schema()::regnamespace and relkind = 'r' and pg_relation_size(oid) / 8192 > ${SMALL}
    and (pg_relation_size(oid) / 8192 > 1.5 * relpages or not exists (select from pg_statistic where starelid = pg_class.oid))
  order by relname`;

interface Upkeep {
  /** Looks at all tables, unless that was done just now. */
  readonly look: () => Promise<void>;
  /** Resolves when nothing is under way; later looks do nothing. */
  readonly end: () => Promise<void>;
}

/** @param sync hands what was written to the disk. */
export const makeUpkeep = (connection: Pick<PGlite, 'query'>, sync: () => void): Upkeep => {
  let last = 0;
  let isEnded = false;
  let running: Promise<void> | null = null;
  const lookThrough = async (): Promise<void> => {
    const { rows } = await connection.query<{ name: string }>(GROWN);
    for (const { name } of rows) {
      if (isEnded) return;
      // a table at a time: others have their turn in between
      await connection.query(`vacuum (analyze) ${name}`);
      sync();
    }
  };
  return {
    look: () => {
      if (isEnded || running !== null || Date.now() - last < EVERY_MS) return Promise.resolve();
      running = lookThrough()
        // the work itself is done and kept; what is wrong with the folder shows there
        .catch(() => {})
        .finally(() => {
          running = null;
          last = Date.now();
        });
      return running;
    },
    end: async () => {
      isEnded = true;
      await running;
    },
  };
};
