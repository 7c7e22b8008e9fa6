// How the page is built: few files, none of them inline, and each page's first view in its HTML; and how it is served from its sources.
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { apiDocs } from './api-docs.ts'
import { firstViews } from './first-view/plugin.ts'

// For `npx vite dashboard`: the page from its sources, everything else from `npm start`.
const RUNNING = 'http://127.0.0.1:4400'

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), tailwindcss(), apiDocs(), firstViews()],
  server: { proxy: { '/api': RUNNING, '/config.json': RUNNING } },
  build: {
    // The first versions that know light-dark(), on which both themes rest.
    target: ['chrome123', 'edge123', 'firefox120', 'safari17.5'],
    // Files, never data: addresses: the content security policy allows nothing inline.
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        codeSplitting: {
          // What every page needs, in two files rather than in thirty: each is a way to the server and back.
          groups: [
            { name: 'libraries', test: /node_modules/, tags: ['$initial'] },
            { name: 'shared', tags: ['$initial'] },
          ],
        },
      },
    },
  },
})
