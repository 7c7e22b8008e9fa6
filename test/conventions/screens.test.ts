// The pictures of the page that the documentation shows are those that `npm run screens` takes, and small.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { SCREENS } from '../screens/screens.ts'
import { ROOT } from '../support/repository.ts'

const IMAGES = join(ROOT, 'docs', 'images')
const MOST_BYTES = 200_000
const names = SCREENS.map(({ name }) => `${name}.png`).sort()

test('there is a picture of every screen, and no other', () => {
  expect(readdirSync(IMAGES).sort()).toEqual(names)
})

test('docs/screens.md shows each of them', () => {
  const shown = [...readFileSync(join(ROOT, 'docs', 'screens.md'), 'utf8').matchAll(/\(images\/([\w-]+\.png)\)/g)].map(([, name]) => name)
  expect(shown.sort()).toEqual(names)
})

test('none is larger than a page of documentation should carry', () => {
  expect(names.filter((name) => statSync(join(IMAGES, name)).size > MOST_BYTES)).toEqual([])
})
