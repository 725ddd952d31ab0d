/**
 * The console's build: from `console/` into `dist-console/`. All addresses in the built page are relative, so the server may
 * deliver it at any path. In development everything outside `/console/` goes to a running server.
 */
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { precompress } from './build/precompress.ts';

const server = process.env.CHANCERY_DEV_SERVER ?? 'http://127.0.0.1:18090';

export default defineConfig(({ command }) => ({
  root: import.meta.dirname,
  base: command === 'serve' ? '/console/' : './',
  cacheDir: '../node_modules/.vite-console',
  plugins: [react(), precompress()],
  build: {
    outDir: '../dist-console',
    emptyOutDir: true,
    target: 'es2022',
    // Every browser that runs this build preloads modules by itself.
    modulePreload: { polyfill: false },
    // A data: address would need a hole in the Content-Security-Policy.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1200,
  },
  server: {
    host: '127.0.0.1',
    // The host is left as the browser wrote it: it is part of every signature.
    proxy: { '^/(?!console/)': { target: server, changeOrigin: false } },
  },
}));
