// The reference page of the API, /api/docs, put beside the dashboard's files: Swagger UI from its package, so that it needs nothing from outside.
import { readFileSync } from 'node:fs'
import type { Plugin } from 'vite'

const FOLDER = 'api/docs'

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Ringmaster: the API</title>
    <link rel="stylesheet" href="/${FOLDER}/swagger-ui.css" />
    <link rel="icon" href="/favicon.svg" />
    <script src="/${FOLDER}/swagger-ui-bundle.js" defer></script>
    <script src="/${FOLDER}/start.js" defer></script>
  </head>
  <body>
    <div id="reference"></div>
  </body>
</html>
`

/** A file of its own, since nothing inline is run. Without a validator: that would be a page of somebody else. */
const START = `SwaggerUIBundle({
  url: '/api/openapi.json',
  dom_id: '#reference',
  deepLinking: true,
  displayRequestDuration: true,
  docExpansion: 'none',
  persistAuthorization: false,
  syntaxHighlight: false,
  validatorUrl: null,
})
`

export const apiDocs = (): Plugin => ({
  name: 'api-docs',
  apply: 'build',
  generateBundle() {
    const put = (name: string, source: string | Uint8Array) => this.emitFile({ type: 'asset', fileName: `${FOLDER}/${name}`, source })
    put('index.html', PAGE)
    put('start.js', START)
    put('swagger-ui.css', readFileSync(new URL(import.meta.resolve('swagger-ui-dist/swagger-ui.css'))))
    put('swagger-ui-bundle.js', readFileSync(new URL(import.meta.resolve('swagger-ui-dist/swagger-ui-bundle.js'))))
  },
})
