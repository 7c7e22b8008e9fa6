// A real Chromium for tests: the one inside @sparticuz/chromium, or the one that CHROMIUM_PATH names.
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import chromiumPackage from '@sparticuz/chromium'
import { type Browser, chromium } from 'playwright-core'
import * as z from 'zod/mini'

const ROOT = join(import.meta.dirname, '..', '..')
const Package = z.object({ version: z.string() })

/** Runs `work` while os.tmpdir() is `folder`: the package unpacks itself there and can be told in no other way. */
const withTemporaryFolder = async <T>(folder: string, work: () => Promise<T>): Promise<T> => {
  const before = process.env.TMPDIR
  process.env.TMPDIR = folder
  try {
    return await work()
  } finally {
    if (before === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = before
  }
}

/** The package's own type before the system's: the same pictures on every machine, and letters on one without fonts. */
const fontConfig = (folder: string): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>${join(folder, 'fonts')}</dir>
  <cachedir>${join(folder, 'fonts-cache')}</cachedir>
  <match target="pattern">
    <test name="family" compare="not_eq"><string>monospace</string></test>
    <edit name="family" mode="prepend" binding="strong"><string>Open Sans</string></edit>
  </match>
</fontconfig>
`

type Unpacked = { executable: string; fontConfigFile: string }

/** Unpacked once per version and user, beside its place and then renamed, so that nobody finds half a browser. */
const unpack = async (): Promise<Unpacked> => {
  const text = await readFile(join(ROOT, 'node_modules', '@sparticuz', 'chromium', 'package.json'), 'utf8')
  const { version } = Package.parse(JSON.parse(text))
  const folder = join(tmpdir(), `ringmaster-chromium-${version}-${userInfo().username}`)
  const unpacked = { executable: join(folder, 'chromium'), fontConfigFile: join(folder, 'ringmaster-fonts.conf') }
  if (existsSync(unpacked.fontConfigFile)) return unpacked

  await mkdir(tmpdir(), { recursive: true })
  const building = await mkdtemp(`${folder}-`)
  await withTemporaryFolder(building, () => chromiumPackage.executablePath())
  await writeFile(join(building, 'ringmaster-fonts.conf'), fontConfig(folder))
  try {
    await rename(building, folder)
  } catch (error) {
    // Somebody else was faster, and theirs is as good.
    await rm(building, { recursive: true, force: true })
    if (!existsSync(unpacked.fontConfigFile)) throw error
  }
  return unpacked
}

// The package's default arguments are left out: its `--single-process` crashes on a second context.
const args = ['--no-sandbox', '--autoplay-policy=no-user-gesture-required']

/** `more`: of the browser's own switches. */
export const launchBrowser = async (more: readonly string[] = []): Promise<Browser> => {
  const own = process.env.CHROMIUM_PATH
  const switches = [...args, ...more]
  if (own) return chromium.launch({ executablePath: own, args: switches })
  const { executable, fontConfigFile } = await unpack()
  return chromium.launch({ executablePath: executable, args: switches, env: { ...process.env, FONTCONFIG_FILE: fontConfigFile } })
}
