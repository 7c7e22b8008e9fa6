import { tendSheets } from '#app/sheet/tend-sheets.ts'
import { changeEnvironments } from '#env/changes.ts'
import { readEnvironment } from '#env/read.ts'
import { live } from '#runtime/live.ts'

const ports = live(() => readEnvironment(changeEnvironments['tend-sheets']))

export const handler = async (): Promise<void> => tendSheets(ports)()
