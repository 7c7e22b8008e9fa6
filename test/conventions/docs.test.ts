// What the documentation says of the code, held against the code.
import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { CampaignSettings } from '#contract/campaign-settings.ts'
import { PushedEvent } from '#contract/events.ts'
import { routes } from '#contract/routes.ts'
import { TEST_NUMBERS } from '../../local/fake-twilio/people.ts'
import { helpText } from '../../local/run/flags.ts'

const decisions = globSync('docs/decisions/*.md').toSorted()
const pages = ['README.md', ...globSync('docs/*.md').toSorted(), ...decisions]
const read = (page: string): string => readFileSync(page, 'utf8')
const readme = read('README.md')
const all = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, found = '']) => found)
const rowsOf = (text: string, first: RegExp): string[][] =>
  text
    .split('\n')
    .filter((line) => first.test(line))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )

const FOLDER = /^(?:functions|media-bridge|infra|local|dashboard|test|docs|examples)\//

describe.each(pages)('%s', (page) => {
  const text = read(page)

  test('names only files that exist', () => {
    const spans = all(text, /`([^`\n]+)`/g).filter((span) => FOLDER.test(span) && !/[<{*]/.test(span))
    expect(spans.filter((path) => !existsSync(path))).toEqual([])
  })

  test('leads only to pages and pictures that exist', () => {
    const links = all(text, /\]\(([^)#]+)/g).filter((link) => !link.startsWith('http'))
    expect(links.filter((link) => !existsSync(join(dirname(page), link)))).toEqual([])
  })

  test('names beside a file what is declared in it', () => {
    const named = [...text.matchAll(/`([\w./-]+\.tsx?)` `(\w+)`/g)].map(([, file = '', name = '']) => ({ file, name }))
    const declares = ({ file, name }: { file: string; name: string }): boolean =>
      new RegExp(`(?:const|function|class) ${name}\\b|^\\s+(?:async )?${name}\\s*[:(]`, 'm').test(read(file))
    expect(named.filter((one) => !declares(one))).toEqual([])
  })
})

test('the walk names enough of the code for the check to mean something', () => {
  expect(all(read('docs/walk.md'), /`[\w./-]+\.tsx?` `(\w+)`/g).length).toBeGreaterThan(50)
})

describe('the README', () => {
  test('has at most 200 lines', () => {
    expect(readme.split('\n').length).toBeLessThanOrEqual(201)
  })

  test('names every flag of the command line, and no other', () => {
    const flags = new Set(all(readme, /`(?:npm start -- )?(--[a-z-]+)/g))
    const known = new Set(all(helpText(), /^ {2}(--[a-z-]+)/gm))
    expect([...flags].filter((flag) => !known.has(flag) && flag !== '--live')).toEqual([])
    expect([...known].filter((flag) => !flags.has(flag) && flag !== '--help')).toEqual([])
  })

  test('names only npm commands that there are', () => {
    const { scripts } = z.object({ scripts: z.record(z.string(), z.string()) }).parse(JSON.parse(read('package.json')))
    const named = [...all(readme, /`npm (start|test)\b/g), ...all(readme, /`npm run ([\w:]+)/g)]
    expect(named.length).toBeGreaterThan(5)
    expect(named.filter((name) => scripts[name] === undefined)).toEqual([])
  })

  test('calls only routes that there are', () => {
    const paths = all(readme, /\$API(\/[\w/$-]*)/g).map((path) => `/api/db${path.replace('$ID', '{id}')}`)
    const known = new Set<string>(Object.values(routes).map(({ path }) => path))
    expect(paths.length).toBeGreaterThan(5)
    expect(paths.filter((path) => !known.has(path))).toEqual([])
  })

  test('gives the defaults and limits of the settings', () => {
    const shown = rowsOf(readme, /^\| `(?:callDelay|maxConcurrentCalls|retryCount|retryDelay)`/)
    const { callDelay, maxConcurrentCalls, retryCount, retryDelay } = CampaignSettings.shape
    const expected = Object.entries({ callDelay, maxConcurrentCalls, retryCount, retryDelay }).map(([name, setting]) => {
      const { default: usual, minimum, maximum } = z.toJSONSchema(setting)
      return [`\`${name}\``, usual, minimum, maximum].map(String)
    })
    expect(shown).toEqual(expected)
  })

  test('lists the pushed events', () => {
    const events = PushedEvent.def.options.flatMap(({ shape }) => shape.event.def.values.map((name) => `\`${name}\``))
    const shown = rowsOf(readme, /^\| `(?:campaign_|suppression_|transcript_|active_|pong)/).map(([name]) => name)
    expect(shown.toSorted()).toEqual(events.toSorted())
  })

  test('shows a small picture', () => {
    const picture = readFileSync('docs/images/campaign.png')
    expect([picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual([1440, 900])
    expect(picture.length).toBeLessThan(300_000)
  })
})

test('the page of the simulators lists the test numbers with what they do', () => {
  const shown = rowsOf(read('docs/simulators.md'), /^\| 0\d{3} /)
  expect(shown).toEqual(Object.entries(TEST_NUMBERS).map(([ending, { says }]) => [ending, says]))
})

test.each(decisions)('%s is numbered in order, has its parts and at most 60 lines', (page) => {
  const text = read(page)
  const number = String(decisions.indexOf(page) + 1).padStart(4, '0')
  expect(text.startsWith(`# ${number} `)).toBe(true)
  expect(text).toMatch(/^Status: (?:accepted|superseded by \d{4})$/m)
  const parts = ['Context', 'Positions', 'Decision', 'Consequences']
  expect(all(text, /^## (.+)$/gm).filter((part) => parts.includes(part))).toEqual(parts)
  expect(text.split('\n').length).toBeLessThanOrEqual(61)
})

test('the page of decisions lists every record by its title, and no other', () => {
  const listed = [...read('docs/decisions.md').matchAll(/^- \[(\d{4})\]\(([^)]+)\) (.+)$/gm)]
  const titles = listed.map(([, number, file, title]) => `docs/${file} # ${number} ${title}`)
  expect(titles.toSorted()).toEqual(decisions.map((record) => `${record} ${read(record).split('\n')[0]}`))
})
