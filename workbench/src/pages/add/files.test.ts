import { expect, test } from 'vitest';
import { readFile, readLinks } from './files.ts';

test('a file is handed in as what its name says, or refused with what is taken', () => {
  expect(readFile({ name: 'Raid on Odrin.PDF', size: 9 })).toEqual({
    kind: 'taken',
    type: 'application/pdf',
    params: { name: 'Raid on Odrin.PDF' },
  });
  expect(readFile({ name: 'photo.jpeg', size: 9 })).toMatchObject({
    kind: 'refused',
    message: expect.stringContaining('.jpeg is not taken here'),
  });
  expect(readFile({ name: 'empty.txt', size: 0 }).kind).toBe('refused');
  expect(readFile({ name: 'huge.csv', size: 1e9 }).kind).toBe('refused');
});

test('links are found in whatever they were pasted with, each once', () => {
  expect(readLinks('see <https://vell.example/a> and\nhttps://vell.example/a\nftp://vell.example/b')).toEqual(
    {
      links: ['https://vell.example/a'],
      others: ['see', 'and', 'ftp://vell.example/b'],
    },
  );
});
