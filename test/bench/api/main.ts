// `npm run bench:api`: what a request costs besides the database, how big the API is and how quick it starts, and 500 viewers at once.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { repository } from '../../../infra/bundle.ts'
import { commandLine } from '../../support/command-line.ts'
import { startSurroundings } from '../../support/surroundings.ts'
import { measureBundle } from './bundle.ts'
import { fill, measureRequests } from './requests.ts'
import { measureViewers } from './viewers.ts'

const HELP = `npm run bench:api
Prints one line of JSON: times in milliseconds; which requests a list of 100 campaigns and the counters of one ask of the database.`

const measure = async () => {
  const cache = join(repository, '.ringmaster', 'cache')
  mkdirSync(cache, { recursive: true })
  const directory = mkdtempSync(join(cache, 'bench-api-'))
  const surroundings = await startSurroundings()
  try {
    const id = await fill()
    const requests = await measureRequests(id)
    const viewers = await measureViewers()
    return { ...requests, viewers, ...(await measureBundle(directory, id)) }
  } finally {
    await surroundings.close()
    rmSync(directory, { recursive: true })
  }
}

commandLine('bench:api').noFlags(HELP)
console.log(JSON.stringify(await measure()))
