// Writes the damaged lists into test/fixtures/lists: node test/support/damaged-lists/write.ts. What is expected of each is written by hand.
import { writeFileSync } from 'node:fs'
import { ALL } from './all.ts'

const folder = new URL('../../fixtures/lists/', import.meta.url)

for (const [name, { text }] of Object.entries(ALL)) writeFileSync(new URL(name, folder), text)
