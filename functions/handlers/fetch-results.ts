import { fetchResults } from '#app/results/fetch-results.ts'
import { callEnvironments } from '#env/calls.ts'
import { readEnvironment } from '#env/read.ts'
import { ElevenLabsSecret } from '#providers/elevenlabs.ts'
import { elevenLabsBooks } from '#providers/elevenlabs-books.ts'
import { readSecret } from '#providers/secrets.ts'
import { live } from '#runtime/live.ts'

const surroundings = () => readEnvironment(callEnvironments['fetch-results'])
const ports = live(surroundings)

export const handler = async (): Promise<void> => {
  const { ELEVENLABS_API_URL: apiUrl, ELEVENLABS_SECRET_ID: secretId } = surroundings()
  const books = elevenLabsBooks({ apiUrl, secret: () => readSecret(secretId, ElevenLabsSecret) })
  const { activity, attempts, campaigns, clock, contacts, ledger, log, numbers, random, transcripts } = ports
  await fetchResults({ activity, attempts, books, campaigns, clock, contacts, ledger, log, numbers, random, transcripts })()
}
