import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

/**
 * One bundle each for main, the local copy's process and its writer thread, preload and renderer. Outside stay `electron`,
 * Node's own modules and the database, which is native code.
 */
export default defineConfig({
  main: {
    build: {
      outDir: 'dist/main',
      externalizeDeps: false,
      lib: {
        entry: {
          main: 'electron/main.ts',
          'library-process': 'electron/library/library-process.ts',
          'library-writer': 'electron/library/library-writer.ts',
        },
        formats: ['es'],
      },
      rollupOptions: { external: ['better-sqlite3-multiple-ciphers'] },
      minify: false,
    },
  },
  preload: {
    build: {
      outDir: 'dist/preload',
      // A sandboxed preload may require nothing but `electron`, so everything else is bundled in.
      externalizeDeps: false,
      lib: { entry: 'electron/preload.ts', formats: ['cjs'], fileName: () => 'preload.cjs' },
    },
  },
  renderer: {
    root: 'renderer',
    // The app:// handler replaces the placeholder with a fresh nonce for every response.
    html: { cspNonce: '__CSP_NONCE__' },
    build: {
      outDir: 'dist/renderer',
      minify: true,
      // One file from the disk next door; splitting it would only add round trips.
      chunkSizeWarningLimit: 1000,
      rollupOptions: { input: 'renderer/index.html' },
      modulePreload: { polyfill: false },
    },
    plugins: [react()],
  },
});
