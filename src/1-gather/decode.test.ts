import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { decodeBytes } from './decode.ts';

const ENGLISH =
  'The ministry said “no talks” were planned – and that the café’s owner, José, had paid €500.\nThe president’s office denied it.\n';
const SAMPLES: readonly (readonly [encoding: string, text: string])[] = [
  ['windows-1252', ENGLISH],
  ['windows-1251', 'Министр обороны сообщил, что переговоры перенесены на следующую неделю из-за обстрела.'],
  ['koi8-r', 'Министр обороны сообщил, что переговоры перенесены на следующую неделю из-за обстрела.'],
  ['windows-1256', 'قالت الوزارة إن المعبر الشمالي أعيد فتحه صباح الأحد بعد أسابيع من الإغلاق'],
  [
    'windows-1254',
    'Bakanlık, kuzeydeki sınır kapısının pazar günü yeniden açıldığını söyledi; görüşmeler sürüyor.',
  ],
  ['shift_jis', '外務省は日曜日、北部の国境検問所が再開されたと発表した。協議は来週も続く見通しだ。'],
  ['euc-jp', '外務省は日曜日、北部の国境検問所が再開されたと発表した。協議は来週も続く見通しだ。'],
  ['gb18030', '外交部星期日宣布，北部边境口岸已经重新开放，会谈将于下周继续举行。'],
  ['euc-kr', '외교부는 일요일 북부 국경 검문소가 다시 열렸다고 밝혔다. 회담은 다음 주에도 계속된다.'],
];

describe('decodeBytes', () => {
  it.each(SAMPLES)('reads %s and says so', async (encoding, text) => {
    const decoded = await decodeBytes(iconv.encode(text, encoding), 'text');
    expect(decoded.text).toBe(text);
    expect(decoded.complaints.map(({ severity, code }) => [severity, code])).toEqual([
      ['warning', 'gather/encoding-guessed'],
    ]);
  });

  it.each(['utf-8', 'utf-16le', 'utf-16be', 'utf-32le', 'utf-32be'])(
    'reads %s with a mark, without a word',
    async encoding => {
      const bytes = iconv.encode(ENGLISH, encoding, { addBOM: true });
      expect(await decodeBytes(bytes, 'text')).toMatchObject({ text: ENGLISH, encoding, complaints: [] });
    },
  );

  it.each(['utf-8', 'utf-16le', 'utf-16be'])('reads %s without a mark', async encoding => {
    const bytes = iconv.encode(ENGLISH, encoding, { addBOM: false });
    expect(await decodeBytes(bytes, 'text')).toMatchObject({ text: ENGLISH, encoding, complaints: [] });
  });

  it('takes a lone high byte among English words for windows-1252', async () => {
    expect((await decodeBytes(Buffer.from('The caf\xe9 was hit.', 'latin1'), 'text')).text).toBe(
      'The café was hit.',
    );
  });

  it('keeps UTF-8 with a broken byte and counts what it replaced', async () => {
    const bytes = Buffer.concat([
      Buffer.from('“Nobody” was hurt – it said. '),
      Buffer.from([0xe2, 0x80]),
      Buffer.from(' End.'),
    ]);
    const decoded = await decodeBytes(bytes, 'text');
    expect(decoded.text).toBe('“Nobody” was hurt – it said. \ufffd End.');
    expect(decoded.complaints).toMatchObject([
      { code: 'gather/replaced-bytes', message: expect.stringMatching(/^1 byte/) },
    ]);
  });

  it('refuses what it cannot read', async () => {
    const japanese = Buffer.from('\x1b$B%F%9%H\x1b(B', 'latin1');
    const decoded = await decodeBytes(japanese, 'text');
    expect(decoded.text).toBeNull();
    expect(decoded.complaints).toMatchObject([
      { severity: 'error', message: expect.stringContaining('iconv -f iso-2022-jp') },
    ]);
  });

  it('gives every UTF-8 text back', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), async text => {
        fc.pre(!text.includes('\0') && !text.startsWith('\ufeff'));
        expect((await decodeBytes(Buffer.from(text), 'text')).text).toBe(text);
      }),
    );
  });

  it('reads any bytes without throwing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async bytes => {
        const { text, complaints } = await decodeBytes(bytes, 'text');
        if (text === null) expect(complaints.some(({ severity }) => severity === 'error')).toBe(true);
      }),
    );
  });
});

describe('the charset of a page', () => {
  const page = (charset: string) => `<!doctype html><meta charset="${charset}"><title>x</title><p>${ENGLISH}`;

  it.each(['windows-1252', 'utf-8'])('follows the meta element: %s', async charset => {
    const html = page(charset);
    expect(await decodeBytes(iconv.encode(html, charset), 'html')).toMatchObject({
      text: html,
      complaints: [],
    });
  });

  it('follows a multi-byte declaration', async () => {
    const html = `<meta charset="shift_jis"><p>${SAMPLES[5]?.[1]}`;
    expect(await decodeBytes(iconv.encode(html, 'shift_jis'), 'html')).toMatchObject({
      text: html,
      complaints: [],
    });
  });

  it('believes valid UTF-8 over a wrong declaration', async () => {
    const html = page('iso-8859-1');
    const decoded = await decodeBytes(Buffer.from(html), 'html');
    expect(decoded.text).toBe(html);
    expect(decoded.complaints).toMatchObject([{ severity: 'warning', code: 'gather/encoding-declared' }]);
  });

  it('does not believe a UTF-8 declaration on windows-1252 bytes', async () => {
    const html = page('utf-8');
    const decoded = await decodeBytes(iconv.encode(html, 'windows-1252'), 'html');
    expect(decoded.text).toBe(html);
    expect(decoded.complaints).toMatchObject([{ code: 'gather/encoding-guessed' }]);
  });

  it.each(['hex', 'base64', 'binary', 'utf-7'])(
    'takes %s for no charset, though a server says so',
    async told => {
      const html = '<p>Caf\u00e9 +ADw-</p>';
      expect(await decodeBytes(Buffer.from(html), 'html', told)).toMatchObject({
        text: html,
        complaints: [],
      });
    },
  );
});
