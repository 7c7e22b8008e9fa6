// Puts the built page into its bucket: what a page asks for is there before the page is.
import { globSync, readFileSync, statSync } from 'node:fs'
import { join, sep } from 'node:path'
import { cacheControlOf, contentTypeOf } from '#contract/page-files.ts'

export type PageFile = { key: string; body: Buffer; contentType: string; cacheControl: string }

/** Files of earlier builds stay: pages that are open still ask for them. */
export const publishPage = async (
  put: (file: PageFile) => Promise<void>,
  { directory, config }: { directory: string; config: object },
): Promise<number> => {
  const isPage = (path: string): boolean => path.endsWith('.html')
  const paths = globSync('**/*', { cwd: directory })
    .filter((path) => statSync(join(directory, path)).isFile())
    .map((path) => path.replaceAll(sep, '/'))
  if (!paths.includes('index.html')) throw new Error(`There is no built page in ${directory}`)
  const fileOf = (key: string, body: Buffer): PageFile => ({
    key,
    body,
    contentType: contentTypeOf(key),
    cacheControl: cacheControlOf(key),
  })
  await put(fileOf('config.json', Buffer.from(JSON.stringify(config))))
  for (const path of [...paths.filter((one) => !isPage(one)), ...paths.filter(isPage)]) {
    await put(fileOf(path, readFileSync(join(directory, path))))
  }
  return paths.length + 1
}
