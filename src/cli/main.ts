#!/usr/bin/env node
// The command line: what was called is run, and how it ended becomes the exit code.
import { CommanderError } from 'commander';
import { endQuietlyOnClosedPipe } from './output.ts';
import { buildProgram } from './program.ts';
import { Refusal } from './refusal.ts';

/** An unforeseen error is a fault of the program: its stack helps whoever mends it, and nobody else. */
const report = async (error: unknown): Promise<void> => {
  if (error instanceof CommanderError) {
    // commander has said it already; a wrong call is 2, help and version are 0
    process.exitCode = error.exitCode === 0 ? 0 : 2;
    return;
  }
  const message = error instanceof Error ? error.message : String(error);
  const { sayLines } = await import('./say.ts');
  sayLines(`synoptic: ${message}`);
  if (process.env.SYNOPTIC_DEBUG && error instanceof Error) process.stderr.write(`${error.stack}\n`);
  process.exitCode = error instanceof Refusal ? error.exitCode : 1;
};

const main = async (): Promise<void> => {
  endQuietlyOnClosedPipe();
  const program = buildProgram();
  try {
    if (process.argv.length <= 2) program.outputHelp();
    else await program.parseAsync();
  } catch (error) {
    await report(error);
  }
};

await main();
