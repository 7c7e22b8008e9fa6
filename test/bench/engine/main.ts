// `npm run bench:engine`: a campaign through the real engine in virtual time against the ideal queue, and what AWS would ask for it.
import { readDeployment } from '../../simulation/world/deployment.ts'
import { flags, HELP } from './flags.ts'
import { measure } from './measure.ts'
import { spread } from './spread.ts'

const run = async (): Promise<void> => {
  const options = flags(process.argv.slice(2))
  if (options.help) return console.log(HELP)
  const deployment = await readDeployment({ cacheDir: '.ringmaster/cache' })
  console.log(JSON.stringify(await (options.seeds > 1 ? spread : measure)(options, deployment)))
}

await run()
