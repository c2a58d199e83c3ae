import { describe, expect, it } from 'vitest';
import { bareReport } from '../schema/report.ts';
import { settleLanguage } from './language.ts';

const ENGLISH =
  'The governor said on Monday that two bridges over the river had been closed after the shelling of the night before.';
const FRENCH =
  'Le gouverneur a déclaré lundi que deux ponts sur le fleuve avaient été fermés après les bombardements de la nuit précédente.';
const ARABIC =
  'قال المحافظ يوم الاثنين إن جسرين فوق النهر أغلقا بعد القصف الذي وقع في الليلة السابقة وإن السكان غادروا منازلهم.';

const settle = async (text: string, language = 'en') => settleLanguage(bareReport('r', text, { language }));

describe('the language of a report', () => {
  it.each([
    ['en', ENGLISH],
    ['fr', FRENCH],
    ['ar', ARABIC],
    [
      'es',
      'El gobernador dijo el lunes que dos puentes sobre el río fueron cerrados tras los bombardeos de la noche anterior.',
    ],
    [
      'ru',
      'Губернатор сообщил в понедельник, что после ночного обстрела были закрыты два моста через реку и школа.',
    ],
    [
      'uk',
      'Губернатор повідомив у понеділок, що після нічного обстрілу було закрито два мости через річку та школу.',
    ],
    [
      'de',
      'Der Gouverneur sagte am Montag, nach dem Beschuss der vergangenen Nacht seien zwei Brücken über den Fluss gesperrt worden.',
    ],
    [
      'tr',
      'Vali pazartesi günü yaptığı açıklamada, önceki geceki bombardımanın ardından nehrin üzerindeki iki köprünün kapatıldığını söyledi.',
    ],
  ])('is %s by its words, whatever is declared', async (language, text) => {
    for (const declared of ['en', 'fr', 'ar-EG']) {
      const { report } = await settle(text, declared);
      expect(report.language.split('-')[0]).toBe(language);
    }
  });

  it('keeps the region that was declared, and a declaration that the words contradict', async () => {
    expect((await settle(ENGLISH, 'en-GB')).report.language).toBe('en-GB');
    expect((await settle(ENGLISH, 'fr')).report).toMatchObject({
      language: 'en',
      metadata: { declaredLanguage: 'fr' },
    });
  });

  it.each([
    ['too little to tell', 'Jamundi, Valle', 'es'],
    ['names alone', 'Fuad Masum, Haider al-Abadi, Nuri al-Maliki, Massoud Barzani, Iyad Allawi', 'en'],
    [
      'a table in capitals',
      'COSTA RICA NIL 17,583 IVORY COAST NIL 9,112 PANAMA 44 21,840 CONGO NIL 7,599',
      'en',
    ],
  ])('is as declared: %s', async (_, text, declared) => {
    expect((await settle(text, declared)).report.language).toBe(declared);
  });

  it('of a script that no language read is written in is never taken for one', async () => {
    expect((await settle('ພາສາລາວ ເປັນພາສາທີ່ມີຄົນເວົ້າຫຼາຍ ຢູ່ໃນປະເທດລາວ ແລະ ພາກໃຕ້')).report.language).not.toBe('en');
  });

  it('of a text in two languages is the one that is read; the lines of the other are read around', async () => {
    const text = [ENGLISH, FRENCH, ENGLISH, ARABIC].join('\n\n');
    const { report, complaints } = await settle(text);
    expect(report.language).toBe('en');
    expect(report.nonProse.map(({ start, end }) => text.slice(start, end))).toEqual([FRENCH, ARABIC]);
    expect(complaints).toMatchObject([{ code: 'gather/mixed-languages', severity: 'warning' }]);
  });

  it('of a text mostly in another language is that, where only a line is in one that is read', async () => {
    const text = [...Array.from({ length: 8 }, () => FRENCH), ENGLISH].join('\n\n');
    expect((await settle(text)).report.language).toBe('fr');
  });
});
