// The workbench: workbench/ -> dist/workbench, served by `synoptic serve`. In development it asks a running server.
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { baseMap } from './base-map.ts';

const SERVER = process.env.SYNOPTIC_SERVER ?? 'http://127.0.0.1:4510';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), baseMap()],
  // The server sends a content security policy without inline scripts.
  build: {
    outDir: '../dist/workbench',
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    // what is packed into the pages asks for its notice
    license: { fileName: 'licences.txt' },
    reportCompressedSize: false,
    // MapLibre, loaded by the map alone
    chunkSizeWarningLimit: 1200,
  },
  server: { proxy: { '/api': SERVER } },
  logLevel: 'warn',
});
