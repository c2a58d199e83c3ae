import { defineConfig } from 'tsdown';

export default defineConfig({
  entry: {
    cli: 'src/cli/main.ts',
    index: 'src/index.ts',
    'coding-worker': 'src/live/coding-worker.ts',
    'reading-worker': 'src/live/reading-worker.ts',
    'pglite-worker': 'src/6-record/database/pglite-worker.ts',
  },
  format: 'esm',
  platform: 'node',
  target: 'node20',
  fixedExtension: false,
  dts: { entry: 'src/index.ts' },
  clean: true,
  logLevel: 'warn',
});
