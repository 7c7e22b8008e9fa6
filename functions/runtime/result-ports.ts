// How the ports are built that the result of a conversation needs: what was said in it is kept, and whoever wants no calls is left alone.
import { clock } from '#app/clock.ts'
import type { Numbers } from '#app/ports/numbers.ts'
import { digestWith } from '#providers/number-digest.ts'
import { forgottenIn, knowingForgotten } from '#store/forgotten-numbers.ts'
import { numbersIn } from '#store/numbers.ts'
import { transcriptsIn } from '#store/transcripts.ts'
import { builtWhenUsed } from './built-when-used.ts'
import { callPorts } from './call-ports.ts'
import { type Here, hereIn, type Surroundings } from './here.ts'

export const forgottenHere = ({ table, need }: Here) => forgottenIn(table(), digestWith(need('SUPPRESSION_SALT_SECRET_ID')))

export const resultPorts = (here: Here) => {
  const { env, table, days } = here
  return {
    ...callPorts(here),
    // Who calls nobody need not know who is forgotten.
    numbers: (): Numbers =>
      env().SUPPRESSION_SALT_SECRET_ID ? knowingForgotten(numbersIn(table()), forgottenHere(here)) : numbersIn(table()),
    transcripts: () => transcriptsIn(table(), { clock, days: days('TRANSCRIPT_DAYS') }),
  }
}

export const liveResults = (surroundings: () => Surroundings) => builtWhenUsed(resultPorts(hereIn(surroundings)))
