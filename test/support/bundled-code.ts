// What a program is made of: everything that it calls, without what nobody calls, and without packages.
import { buildSync } from 'esbuild'

/** `external`: also left out. */
export const codeOf = (entryPoint: string, external: string[] = []): string => {
  const { outputFiles } = buildSync({
    ...{ entryPoints: [entryPoint], external },
    ...{ bundle: true, write: false, packages: 'external', platform: 'node', format: 'esm' },
  })
  return outputFiles.map(({ text }) => text).join()
}
