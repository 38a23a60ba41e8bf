import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';
import { listModules } from './build/bundled-modules.ts';

const root = import.meta.dirname;
const openWindow = join(root, 'renderer/open-window.tsx');

/** Languages of the window; the first is what react-aria falls back to. */
const languages = ['en-US', 'bg-BG', 'de-DE'];

/**
 * react-aria brings its words in thirty languages, a tenth of the window's code. Those that the window does not speak are left
 * out, as `@react-aria/optimize-locales-plugin` does it for packages that react-aria no longer consists of.
 */
function spokenLanguagesOnly(): Plugin {
  return {
    name: 'spoken-languages-only',
    load: {
      filter: {
        id: /[\\/]react-(?:aria|stately)[^\\/]*[\\/].*[\\/]intl[\\/].*[a-z]{2}-[A-Z]{2}\.m?js$/,
      },
      handler: (id) =>
        languages.some((language) => id.includes(`${language}.`)) ? null : 'export default {}',
    },
  };
}

/** The window's file, and the one that begins with it. */
const ofTheWindow = ['window', 'open-window'];

/** Has the window's files read beside the one that asks for them. */
function readWindowAhead(): Plugin {
  return {
    name: 'read-window-ahead',
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { bundle = {} }) =>
        Object.values(bundle).flatMap((file) => {
          if (file.type !== 'chunk' || !ofTheWindow.includes(file.name)) return [];
          const attrs = { rel: 'modulepreload', href: `./${file.fileName}`, crossorigin: true };
          return [{ tag: 'link', attrs, injectTo: 'head' as const }];
        }),
    },
  };
}

/**
 * One bundle each for main, the local copy's process and its writer thread, preload and renderer. Outside stay `electron`,
 * Node's own modules and the database, which is native code.
 */
export default defineConfig({
  main: {
    // axios is asked for through Electron's network stack only: its build for browsers comes without Node's adapter, which
    // would bring thirty packages and a third of the code that a start loads.
    resolve: {
      alias: [{ find: /^axios$/, replacement: join(root, 'node_modules/axios/dist/esm/axios.js') }],
    },
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
      rollupOptions: {
        external: ['better-sqlite3-multiple-ciphers'],
        // Comments that name each module's file would tell where it was built.
        experimental: { attachDebugInfo: 'none' },
        // Lines and names stay for the stacks of errors; what is said about them nobody reads there.
        output: { comments: { annotation: false, jsdoc: false } },
      },
      minify: false,
    },
    plugins: [listModules('main', root)],
  },
  preload: {
    build: {
      outDir: 'dist/preload',
      // A sandboxed preload may require nothing but `electron`, so everything else is bundled in.
      externalizeDeps: false,
      lib: { entry: 'electron/preload.ts', formats: ['cjs'], fileName: () => 'preload.cjs' },
    },
    plugins: [listModules('preload', root)],
  },
  renderer: {
    root: 'renderer',
    // The app:// handler replaces the placeholder with a fresh nonce for every response.
    html: { cspNonce: '__CSP_NONCE__' },
    build: {
      outDir: 'dist/renderer',
      minify: true,
      rolldownOptions: {
        input: { index: 'renderer/index.html', 'open-window': openWindow },
        output: {
          codeSplitting: {
            groups: [
              // What asks for the first rows, while the window is still being read. Then the window, one file instead of thirty.
              { name: 'ask', test: /[\\/]renderer[\\/]main\.tsx$/, priority: 2 },
              { name: 'window', tags: ['$initial'], priority: 1 },
            ],
          },
        },
      },
      // What a file imports is on the disk next door, and known as soon as the file is read.
      modulePreload: false,
    },
    plugins: [react(), spokenLanguagesOnly(), readWindowAhead(), listModules('renderer', root)],
  },
});
