// A dropped file -> how it is handed in, or why it is not.
import type { Params } from '../../api/client.ts';
import { strings } from './strings.ts';

export type FileRead =
  | { readonly kind: 'taken'; readonly type: string; readonly params: Params }
  | { readonly kind: 'refused'; readonly message: string };

export const readFile = ({ name }: Pick<File, 'name'>): FileRead => {
  const [, stem = name, ending = ''] = /^(.*?)(?:\.([^.]*))?$/s.exec(name) ?? [];
  switch (ending.toLowerCase()) {
    case 'jsonl':
    case 'ndjson':
      return { kind: 'taken', type: 'application/jsonl', params: {} };
    case 'txt':
    case 'md':
    case 'text':
      return {
        kind: 'taken',
        type: 'text/plain',
        params: { title: stem.replace(/[-_]+/g, ' ').slice(0, 200) },
      };
    default:
      return {
        kind: 'refused',
        message: strings.noKind(name, ending === '' ? 'a file without an ending' : `.${ending}`),
      };
  }
};
