import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { apiDocs } from './api-docs.ts'

// For `npx vite dashboard`: the page from its sources, everything else from `npm start`.
const RUNNING = 'http://127.0.0.1:4400'

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), tailwindcss(), apiDocs()],
  server: { proxy: { '/api': RUNNING, '/config.json': RUNNING } },
  build: {
    // The first versions that know light-dark(), on which both themes rest.
    target: ['chrome123', 'edge123', 'firefox120', 'safari17.5'],
    // Files, never data: addresses: the content security policy allows nothing inline.
    assetsInlineLimit: 0,
  },
})
