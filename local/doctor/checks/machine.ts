// This machine: its Node, its time zones, its clock.
import { type Check, fail, ok, warn } from '../check.ts'

const LEAST_NODE = 24
/** Rules of time zones change some times a year, mostly with some months' notice. */
const OLDEST_ZONES_YEARS = 1
/** Signatures of AWS allow five minutes, those of ElevenLabs thirty. */
const SKEW_WARN_MS = 5_000
const SKEW_FAIL_MS = 60_000

export const machineChecks: Check[] = [
  {
    name: 'node',
    needs: [],
    fix: 'Start it with npm (npm run doctor), which brings Node 24 along, or install Node 24.',
    run: async ({ versions: { node } }) =>
      Number.parseInt(node, 10) >= LEAST_NODE ? ok(`Node ${node}`) : fail(`this is Node ${node}; the code needs ${LEAST_NODE}`),
  },
  {
    name: 'time-zones',
    needs: [],
    fix: 'Update Node: the time-zone data comes with it.',
    run: async ({ versions: { tz }, now }) => {
      const year = Number.parseInt(tz, 10)
      const isOld = !(year >= new Date(now()).getUTCFullYear() - OLDEST_ZONES_YEARS)
      return isOld ? fail(`the time-zone data is of ${tz}: calling hours may be wrong`) : ok(`time-zone data ${tz}`)
    },
  },
  {
    name: 'clock',
    needs: [],
    fix: 'Switch on the synchronisation of this machine’s clock (NTP): signatures are refused when it is wrong.',
    run: async ({ patient, fetch, now }) => {
      const response = await fetch(patient.twilio.api)
      const told = Date.parse(response.headers.get('date') ?? '')
      if (Number.isNaN(told)) return warn('Twilio did not say what time it is')
      const seconds = Math.round((now() - told) / 1_000)
      const skewMs = Math.abs(seconds) * 1_000
      if (skewMs > SKEW_FAIL_MS) return fail(`this clock is ${seconds} s off`)
      return skewMs > SKEW_WARN_MS ? warn(`this clock is ${seconds} s off`) : ok('the clock is right')
    },
  },
]
