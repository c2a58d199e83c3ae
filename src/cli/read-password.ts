// A password from the keyboard without showing it, or from standard input; never from the command line, where other
// users of the machine and the shell's history could read it.
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { Refusal } from './refusal.ts';

const LONGEST_BYTES = 4096;

const fromPipe = async (): Promise<string> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > LONGEST_BYTES || chunk.includes(10)) break;
  }
  const [line = ''] = Buffer.concat(chunks).toString('utf8').split(/\r?\n/);
  if (line === '')
    throw new Refusal(
      'no password was given. Type it when asked, or give it on standard input: ... < password.txt',
    );
  return line;
};

const ask = (question: string): Promise<string> =>
  new Promise((resolve, reject) => {
    process.stderr.write(question);
    // readline would show what is typed
    const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
    const lines = createInterface({ input: process.stdin, output: silent, terminal: true });
    lines.once('line', line => {
      process.stderr.write('\n');
      resolve(line);
      lines.close();
    });
    lines.once('SIGINT', () => {
      process.stderr.write('\n');
      reject(new Refusal('nothing was changed'));
      lines.close();
    });
    lines.once('close', () => reject(new Refusal('no password was given')));
  });

/** A new password is asked for twice at the keyboard. */
export const readNewPassword = async (name: string): Promise<string> => {
  if (process.stdin.isTTY !== true) return fromPipe();
  const password = await ask(`password for ${name}: `);
  if ((await ask('once more: ')) !== password)
    throw new Refusal('the two passwords differ; nothing was changed. Try again');
  return password;
};
