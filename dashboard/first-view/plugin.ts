// Writes one HTML file for each way into the page: with what is seen until the script runs, and with its route's scripts beside the page's own.
import { join } from 'node:path'
import { renderToStaticMarkup } from 'react-dom/server'
import { type Plugin, type Rolldown, runnerImport } from 'vite'

type Bundle = Rolldown.OutputBundle
type Views = typeof import('./first-view.tsx')
type ViewName = Views['FIRST_VIEWS'][number]['name']

/** Loaded apart from the page's own scripts; absent: part of them, or one of many. */
const ROUTES: Partial<Record<ViewName, string>> = { campaign: 'routes/campaign.tsx' }

const BODY = '<div id="page"></div>'

const withImports = (bundle: Bundle, name: string, found = new Set<string>()): Set<string> => {
  const chunk = bundle[name]
  if (chunk?.type !== 'chunk' || found.has(name)) return found
  found.add(name)
  for (const one of chunk.imports) withImports(bundle, one, found)
  return found
}

const scriptsOf = (bundle: Bundle, route: string): string[] => {
  const chunk = Object.values(bundle).find((one) => one.type === 'chunk' && one.moduleIds.some((id) => id.endsWith(`/dashboard/${route}`)))
  if (!chunk) throw new Error(`No script has ${route}.`)
  return [...withImports(bundle, chunk.fileName)]
}

/** What is seen first needs the style and no script: on a slow line scripts do not get in its way. */
const styleFirst = (html: string): string => {
  const style = /\n *<link rel="stylesheet"[^>]*>/.exec(html)?.[0]
  if (!style) throw new Error('index.html has no style.')
  return html
    .replace(style, '')
    .replace(/<link (?=rel="preload")/, `${style.trim()}\n    $&`)
    .replaceAll(/<(?:script type="module"|link rel="modulepreload")/g, '$& fetchpriority="low"')
}

export const firstViews = (): Plugin => ({
  name: 'first-views',
  apply: 'build',
  enforce: 'post',
  async generateBundle(_, bundle) {
    const index = bundle['index.html']
    if (index?.type !== 'asset') throw new Error('There is no index.html to make the others of.')
    const html = styleFirst(String(index.source))
    const pageOf = (markup: string, route: string | undefined): string => {
      const scripts = route === undefined ? [] : scriptsOf(bundle, route).filter((name) => !html.includes(name))
      const links = scripts.map((name) => `<link rel="modulepreload" fetchpriority="low" crossorigin href="/${name}">`)
      // Hidden from readers of the page, who hear of it when it is there.
      const seen = markup === '' ? '' : `<div id="first-view" aria-hidden="true" inert>${markup}</div>`
      return html.replace('</head>', `${links.join('')}</head>`).replace(BODY, `${BODY}${seen}`)
    }
    const { module } = await runnerImport<Views>(join(import.meta.dirname, 'first-view.tsx'))
    for (const { name, view } of module.FIRST_VIEWS) {
      const source = pageOf(renderToStaticMarkup(view), ROUTES[name])
      if (name === 'index') index.source = source
      else this.emitFile({ type: 'asset', fileName: `${name}.html`, source })
    }
  },
})
