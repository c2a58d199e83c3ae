// The API in ACLED's form as operations to be tried: it is described in ACLED's own pages, not in the OpenAPI document.
import { ACLED_LISTS, COLUMNS, DELETED_COLUMNS } from '../../src/6-record/acled/index.ts';
import type { Operation, Parameter } from './fuzz-requests.ts';

const OPERATORS = ['=', '>', '<', '>=', '<=', 'BETWEEN', 'LIKE'];

const query = (name: string, schema: Parameter['schema']): Parameter => ({ name, in: 'query', schema });

const OPTIONS: readonly Parameter[] = [
  query('_format', { enum: ['json', 'csv', 'xml', 'JSON', 'html'] }),
  query('limit', { type: 'integer', minimum: 0, maximum: 20 }),
  query('page', { type: 'integer', minimum: 0, maximum: 5 }),
  query('offset', { type: 'integer', minimum: 0, maximum: 20 }),
  query('fields', { enum: ['event_id_cnty', 'event_date|country|fatalities', 'event_id_cnty|nothing', '|'] }),
  query('export_type', { enum: ['dyadic', 'monadic'] }),
  query('population', { enum: ['true', 'full', 'false'] }),
  query('inter_num', { enum: ['0', '1', '2'] }),
];

const values = (column: string): Parameter['schema'] => {
  if (/date|timestamp/.test(column))
    return { enum: ['2024-05-01', '2020-01-01|2030-01-01', '1.6e+09', '1700000000'] };
  if (/year|iso|code|precision|fatalities|latitude|longitude|inter/.test(column))
    return { enum: ['1', '0|5', '2024', '-1', '3.5', '12:OR:34'] };
  return { type: 'string' };
};

const filters = (columns: readonly string[]): Parameter[] =>
  columns.flatMap(column => [query(column, values(column)), query(`${column}_where`, { enum: OPERATORS })]);

const read = (path: string, columns: readonly string[]): Operation => ({
  method: 'GET',
  path,
  parameters: [...OPTIONS, ...filters(columns)],
  bodies: {},
  responses: null,
});

const text = { type: 'string' } as const;
const grant = {
  type: 'object',
  required: ['grant_type', 'client_id'],
  properties: {
    grant_type: { enum: ['password', 'refresh_token', 'client_credentials'] },
    username: text,
    password: text,
    refresh_token: text,
    client_id: { enum: ['acled', 'other'] },
  },
} as const;
const credentials = {
  type: 'object',
  required: ['name', 'pass'],
  properties: { name: text, pass: text },
} as const;

const post = (path: string, bodies: Operation['bodies']): Operation => ({
  method: 'POST',
  path,
  parameters: [query('_format', { enum: ['json', 'hal_json'] })],
  bodies,
  responses: null,
});

export const ACLED_OPERATIONS: readonly Operation[] = [
  read('/api/acled/read', Object.keys(COLUMNS)),
  read('/api/acled/read', Object.keys(COLUMNS)),
  read('/api/acled/read', Object.keys(COLUMNS)),
  read('/api/deleted/read', Object.keys(DELETED_COLUMNS)),
  ...Object.entries(ACLED_LISTS).map(([name, { columns }]) =>
    read(`/api/${name}/read`, Object.keys(columns)),
  ),
  read('/api/cast/read', ['country']),
  post('/oauth/token', { 'application/x-www-form-urlencoded': grant, 'application/json': grant }),
  post('/user/login', { 'application/json': credentials }),
  post('/user/logout', { 'application/json': {} }),
];
