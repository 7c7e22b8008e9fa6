// Makes one ES module out of a source file and everything that it imports, without Docker.
import { join } from 'node:path'
import { type BundlingOptions, DockerImage } from 'aws-cdk-lib'
import { buildSync } from 'esbuild'

export const repository = join(import.meta.dirname, '..')

/** Some dependencies are CommonJS and call `require` for Node's own modules, which an ES module does not have. */
const REQUIRE = `import { createRequire as createRequireOfBundle } from 'node:module'; const require = createRequireOfBundle(import.meta.url);`

/** `source`: a path in the repository. Not minified: errors keep their names and places. */
export const buildModule = (source: string, outfile: string): void => {
  buildSync({
    absWorkingDir: repository,
    entryPoints: [source],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    mainFields: ['module', 'main'],
    banner: { js: REQUIRE },
    logLevel: 'warning',
  })
}

/** For an asset whose `fileName` is the module; `addTo` puts what else belongs there into its directory. */
export const bundling = (source: string, fileName: string, addTo?: (directory: string) => void): BundlingOptions => ({
  image: DockerImage.fromRegistry('no-image-is-ever-needed'),
  // CDK takes two bundlings for one and the same unless their plain values differ: a function is not looked at.
  command: [source, fileName],
  local: {
    tryBundle(directory) {
      buildModule(source, join(directory, fileName))
      addTo?.(directory)
      return true
    },
  },
})
