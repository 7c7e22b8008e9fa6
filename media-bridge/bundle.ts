// Makes the bridge one file for its container image: `npm run build:bridge`.
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

export const bundleBridge = (outfile = here('dist/main.mjs')): Promise<unknown> =>
  build({
    entryPoints: [here('main.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    minify: true,
    // Logs tell errors by their class.
    keepNames: true,
    legalComments: 'none',
    logLevel: 'warning',
    // Packages that are CommonJS require Node's own modules.
    banner: { js: "import{createRequire as bridgeRequire}from'node:module';const require=bridgeRequire(import.meta.url);" },
  })

if (import.meta.main) await bundleBridge()
