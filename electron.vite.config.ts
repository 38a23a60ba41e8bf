import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

/** One bundle each for main, preload and renderer; only `electron` and Node's own modules stay outside. */
export default defineConfig({
  main: {
    build: {
      outDir: 'dist/main',
      externalizeDeps: false,
      lib: { entry: 'electron/main.ts', formats: ['es'] },
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
