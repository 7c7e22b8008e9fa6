import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'

/** A folder in which everything is installed, with a node that says it is of this version; none when it is absent. */
const installIn = (version?: string) => {
  const dir = mkdtempSync(join(tmpdir(), 'ringmaster-install-'))
  onTestFinished(() => rmSync(dir, { recursive: true }))
  mkdirSync(join(dir, 'node_modules/.bin'), { recursive: true })
  writeFileSync(join(dir, 'package-lock.json'), '{}')
  writeFileSync(join(dir, 'node_modules/.package-lock.json'), '{}')
  const node = join(dir, 'node_modules/.bin/node')
  if (version) {
    writeFileSync(node, `#!/bin/sh\necho ${version}\n`)
    chmodSync(node, 0o755)
  }
  const { status, stderr } = spawnSync(process.execPath, [resolve('local/install.mjs')], { cwd: dir, encoding: 'utf8' })
  return { status, stderr }
}

it('is content with what is installed, and silent', () => {
  expect(installIn('v24.1.0')).toEqual({ status: 0, stderr: '' })
  expect(installIn('v26.0.0')).toEqual({ status: 0, stderr: '' })
})

it.each([['v20.19.0'], [undefined]])('says in a line what to do when the node that was installed is %s', (version) => {
  const { status, stderr } = installIn(version)
  expect(status).toBe(1)
  expect(stderr).toMatch(/^Node 24 is needed .*npm rebuild node esbuild.*\n$/)
})
