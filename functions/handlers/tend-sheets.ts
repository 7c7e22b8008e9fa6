import { tendSheets } from '#app/sheet/tend-sheets.ts'
import { environments, readEnvironment } from '#env'
import { live } from '#runtime/live.ts'

const ports = live(() => readEnvironment(environments['tend-sheets']))

export const handler = async (): Promise<void> => tendSheets(ports)()
