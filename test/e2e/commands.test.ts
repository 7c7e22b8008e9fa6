// Every command of package.json that is a program of ours, run as a person would who does not know it.
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { ROOT } from '../support/repository.ts'

const run = promisify(execFile)
const Ended = z.object({ code: z.int(), stdout: z.string(), stderr: z.string() })

const { scripts } = z.object({ scripts: z.record(z.string(), z.string()) }).parse(JSON.parse(readFileSync('package.json', 'utf8')))
const commands = Object.entries(scripts).flatMap(([name, line]) => {
  const [program, ...words] = line.split(' ')
  return program === 'node' && !name.startsWith('pre') ? [{ name, words }] : []
})

const ended = async (words: string[]) => {
  try {
    return Ended.parse({ code: 0, ...(await run(process.execPath, words, { cwd: ROOT })) })
  } catch (error) {
    return Ended.parse(error)
  }
}

test('there are such commands', () => {
  expect(commands.length).toBeGreaterThan(15)
})

// Both at once: what they take is the start of a process each.
test.each(commands)('npm run $name answers --help, and tells a flag that it does not know in one line', async ({ words }) => {
  const [helped, mistaken] = await Promise.all([ended([...words, '--help']), ended([...words, '--no-such-flag'])])
  expect(helped.code).toBe(0)
  expect(helped.stdout.split('\n').length).toBeGreaterThan(1)
  expect(mistaken.code).toBe(2)
  expect(mistaken.stderr.trim()).toMatch(/^.*--no-such-flag.* -- --help\.$/)
})
