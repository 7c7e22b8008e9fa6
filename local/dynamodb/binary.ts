// Finds the dynoxide binary on this machine.
import { existsSync } from 'node:fs'
import { findPackageJSON } from 'node:module'
import { delimiter, join } from 'node:path'

type Machine = { platform: string; arch: string; path: string }

const thisMachine = (): Machine => ({ platform: process.platform, arch: process.arch, path: process.env.PATH ?? '' })

const packageFolder = (name: string): string | undefined => {
  try {
    const manifest = findPackageJSON(name, import.meta.url)
    return manifest && join(manifest, '..')
  } catch {
    // Not installed: npm leaves out the optional packages of other platforms.
    return undefined
  }
}

export const findDynoxide = ({ platform, arch, path }: Machine = thisMachine()): string => {
  const name = `@dynoxide/${platform}-${arch}`
  const folders = [packageFolder(name) ?? '', ...path.split(delimiter)].filter((folder) => folder !== '')
  const found = folders.map((folder) => join(folder, platform === 'win32' ? 'dynoxide.exe' : 'dynoxide')).find((file) => existsSync(file))
  if (found) return found
  throw new Error(
    `There is no database: dynoxide is not installed. Run \`npm install --no-save ${name}\` or \`cargo install dynoxide-rs\`, ` +
      'or set DYNAMODB_ENDPOINT to the address of a DynamoDB that is already running.',
  )
}
