// Who gets in: users, sessions, tokens, roles, and how often one may try. On both stores.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addUser, type Store } from '../../src/6-record/index.ts';
import { buildApp } from '../../src/7-serve/app.ts';
import { testContext } from '../support/serving.ts';
import { emptyStore, STORE_KINDS, type TestStores } from '../support/stores.ts';

describe.each(STORE_KINDS)('log-in on %s', (_, make) => {
  let stores: TestStores;
  let store: Store;
  beforeAll(async () => {
    stores = await make();
    store = await stores.open(await stores.makeLocation());
  });
  afterAll(async () => {
    await store.close();
    await stores.stop();
  });
  beforeEach(() => emptyStore(store));

  test('a store without users is open on this machine', async () => {
    const { context } = testContext(store);
    const app = buildApp(context);
    expect((await app.request('/api/v1/nope')).status).toBe(404);
    await addUser(store, { name: 'Ana', role: 'admin', password: 'a long enough one' });
    expect((await app.request('/api/v1/nope')).status).toBe(401);
  });
});
