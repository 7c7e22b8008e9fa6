// Every damaged list, by the name of its file.
import type { DamagedList } from './damaged-list.ts'
import { DELIMITED } from './delimited.ts'
import { ENCODINGS } from './encodings.ts'
import { JSON_LISTS } from './json.ts'
import { NUMBERS } from './numbers.ts'
import { WORKBOOKS } from './workbooks.ts'

export const ALL: Readonly<Record<string, DamagedList>> = { ...DELIMITED, ...ENCODINGS, ...NUMBERS, ...JSON_LISTS, ...WORKBOOKS }
