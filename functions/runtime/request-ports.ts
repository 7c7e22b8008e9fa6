// What every request to the API needs, whatever it asks for.
import { clock } from '#app/clock.ts'
import { auditIn } from '#store/audit.ts'
import { keptAnswersIn } from '#store/kept-answers.ts'
import { builtWhenUsed } from './built-when-used.ts'
import type { Here } from './here.ts'
import { ids } from './ids.ts'
import { log } from './log.ts'

export const requestPorts = ({ table, days }: Here) =>
  builtWhenUsed({
    clock: () => clock,
    log: () => log,
    audit: () => auditIn(table(), { ids, days: days('AUDIT_DAYS') }),
    keptAnswers: () => keptAnswersIn(table(), clock),
  })
