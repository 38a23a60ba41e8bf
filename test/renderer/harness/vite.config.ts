import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Serves the window with a fake main process: `npx vite --config test/renderer/harness/vite.config.ts`. */
export default defineConfig({
  root: import.meta.dirname,
  // As in the app, for the one style sheet that react-aria adds by itself.
  html: { cspNonce: 'harness' },
  plugins: [react()],
  server: { fs: { allow: [`${import.meta.dirname}/../../..`] } },
});
