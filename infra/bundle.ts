// Makes one ES module out of a source file and everything that it imports, without Docker.
import { join } from 'node:path'
import { type BundlingOptions, DockerImage } from 'aws-cdk-lib'
import { type BuildOptions, buildSync } from 'esbuild'

export const repository = join(import.meta.dirname, '..')

/** Some dependencies are CommonJS and call `require` for Node's own modules, which an ES module does not have. */
const REQUIRE = `import { createRequire as createRequireOfBundle } from 'node:module'; const require = createRequireOfBundle(import.meta.url);`

/** Not minified: errors keep their names and places. */
const OPTIONS: BuildOptions = {
  absWorkingDir: repository,
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  mainFields: ['module', 'main'],
  banner: { js: REQUIRE },
  logLevel: 'warning',
}

/** `source`: a path in the repository. */
export const buildModule = (source: string, outfile: string): void => {
  buildSync({ ...OPTIONS, entryPoints: [source], outfile })
}

/** In a bundle of their own, which has all that it needs. Whatever a part shares with the function is read at the function's start. */
const APART = { '#api/documents.ts': './documents.mjs' }

/** As `index.mjs`. What it imports only when it is needed lies in files beside, which a start does not read. */
export const buildFunction = (source: string, directory: string): void => {
  const { metafile } = buildSync({
    ...OPTIONS,
    entryPoints: { index: source },
    outdir: directory,
    outExtension: { '.js': '.mjs' },
    chunkNames: '[name]-[hash]',
    splitting: true,
    alias: APART,
    external: Object.values(APART),
    metafile: true,
  })
  const imported = Object.values(metafile.outputs).flatMap(({ imports }) => imports.map(({ path }) => path))
  for (const [part, file] of Object.entries(APART)) if (imported.includes(file)) buildModule(part, join(directory, file))
}

/** For an asset of what `build` puts into a directory. */
export const bundling = (source: string, build: (directory: string) => void): BundlingOptions => ({
  image: DockerImage.fromRegistry('no-image-is-ever-needed'),
  // CDK takes two bundlings for one and the same unless their plain values differ: a function is not looked at.
  command: [source],
  local: {
    tryBundle(directory) {
      build(directory)
      return true
    },
  },
})
