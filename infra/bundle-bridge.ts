// Writes the bridge as one file, as its container image has it: `node infra/bundle-bridge.ts FILE`.
import { buildModule } from './bundle.ts'

const [file] = process.argv.slice(2)
if (file === undefined) throw new Error('Say where the file is to be written: node infra/bundle-bridge.ts FILE')
buildModule('media-bridge/main.ts', file)
