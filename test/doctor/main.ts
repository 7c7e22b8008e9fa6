// `npm run doctor:selftest`: a healthy system is made wrong in one way after the other, and the doctor has to find each as one thing to mend.
import { CHECKS } from '../../local/doctor/checks/all.ts'
import { examine } from '../../local/doctor/examine.ts'
import { thisMachine } from '../../local/doctor/patients.ts'
import { lookAt } from '../../local/doctor/world.ts'
import { commandLine } from '../support/command-line.ts'
import { makeHome, startRingmaster } from '../support/ringmaster.ts'
import { MISCONFIGURATIONS } from './misconfigurations.ts'

const HELP = `npm run doctor:selftest
Starts a system of its own, makes it wrong in one way after the other, and tells what the doctor found each time. Exit code 1: it missed something.`

commandLine('doctor:selftest').noFlags(HELP)
const home = await makeHome()
const ringmaster = await startRingmaster(home, ['--no-example'])
let missed = 0

const tell = (isFound: boolean, name: string, said: string): void => {
  if (!isFound) missed++
  console.log(`${isFound ? 'ok  ' : 'FAIL'}  ${name}: ${said}`)
}

try {
  const look = lookAt(thisMachine(home.dir, ['US']))
  const healthy = await examine(CHECKS, look)
  const wrong = healthy.filter(({ verdict }) => verdict !== 'ok').map(({ name, says }) => `${name}: ${says}`)
  tell(wrong.length === 0, 'a healthy system', wrong.join('; ') || `${healthy.length} checks, all well`)
  for (const { name, apply, found, fix } of MISCONFIGURATIONS) {
    const failed = (await examine(CHECKS, apply(look))).filter(({ verdict }) => verdict === 'fail')
    const isFound = failed.length === 1 && failed[0]?.name === found && fix.test(failed[0].fix ?? '')
    tell(isFound, name, failed.map((result) => `${result.name}: ${result.says}. ${result.fix}`).join('; ') || 'nothing was found')
  }
} finally {
  await ringmaster.stop()
  await home.remove()
}
console.log(missed === 0 ? `All ${MISCONFIGURATIONS.length} were found.` : `${missed} were missed.`)
process.exitCode = missed === 0 ? 0 : 1
