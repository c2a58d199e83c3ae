// The store as an option of commands: opened, used and closed, whatever happens in between.
import { Option } from 'commander';
import packageJson from '../../package.json' with { type: 'json' };
import type { Store } from '../6-record/index.ts';
import { isTerminal } from './output.ts';
import { toldTo } from './say.ts';

export interface StoreChoice {
  readonly store?: string | undefined;
}

const DEFAULT_STORE = 'synoptic.store';

export const storeOption = (): Option =>
  new Option(
    '--store <place>',
    `a folder, or postgres://USER@HOST:PORT/DATABASE (without it: $SYNOPTIC_STORE, else ${DEFAULT_STORE} here)`,
  );

/** @param create make the store where it is not there. */
export const withStore = async <Result>(
  { store: chosen }: StoreChoice,
  create: boolean,
  use: (store: Store) => Promise<Result>,
): Promise<Result> => {
  const { openStore } = await import('../6-record/index.ts');
  const location = chosen ?? process.env.SYNOPTIC_STORE ?? DEFAULT_STORE;
  const say = (line: string): void => {
    // a line of how things stand may be there
    process.stderr.write(
      `${isTerminal(process.stderr) ? '\r\u001b[K' : ''}${toldTo(process.stderr, `synoptic: ${line}`)}`,
    );
  };
  const store = await openStore(location, { software: packageJson.version, create, say });
  try {
    return await use(store);
  } finally {
    await store.close();
  }
};
