// Ports whose code is loaded when one of their functions is called first: a client of AWS costs a start what most functions never need.
import { PART_BYTES, type PartedFiles } from '#app/ports/exports.ts'
import type { Files } from '#app/ports/files.ts'
import type { Machine } from '#app/ports/machine.ts'
import type { Spreadsheets } from '#app/ports/spreadsheets.ts'
import type { Telephony } from '#app/ports/telephony.ts'
import type { CutOff, Push } from '#app/ports/viewers.ts'

type Load<T> = () => Promise<T>

export const filesLater = (load: Load<Files>): Files => ({
  uploadUrl: async (...asked) => (await load()).uploadUrl(...asked),
  write: async (...asked) => (await load()).write(...asked),
  metadata: async (...asked) => (await load()).metadata(...asked),
  downloadUrl: async (...asked) => (await load()).downloadUrl(...asked),
  copy: async (...asked) => (await load()).copy(...asked),
  remove: async (...asked) => (await load()).remove(...asked),
  writeFrom: async (...asked) => (await load()).writeFrom(...asked),
  open: async (...asked) => (await load()).open(...asked),
})

export const partsLater = (load: Load<PartedFiles>): PartedFiles => ({
  partBytes: PART_BYTES,
  begin: async (...asked) => (await load()).begin(...asked),
  writePart: async (...asked) => (await load()).writePart(...asked),
  complete: async (...asked) => (await load()).complete(...asked),
})

export const machineLater = (load: Load<Machine>): Machine => ({
  start: async (...asked) => (await load()).start(...asked),
  status: async (...asked) => (await load()).status(...asked),
  again: async (...asked) => (await load()).again(...asked),
  wait: async (...asked) => (await load()).wait(...asked),
  leave: async (...asked) => (await load()).leave(...asked),
})

export const telephonyLater = (load: Load<Telephony>): Telephony => ({
  connect: async () => (await load()).connect(),
  dial: async (...asked) => (await load()).dial(...asked),
  get: async (...asked) => (await load()).get(...asked),
  find: async (...asked) => (await load()).find(...asked),
  cancel: async (...asked) => (await load()).cancel(...asked),
  end: async (...asked) => (await load()).end(...asked),
  say: async (...asked) => (await load()).say(...asked),
})

export const spreadsheetsLater = (load: Load<Spreadsheets>): Spreadsheets => ({
  account: async () => (await load()).account(),
  open: async (...asked) => (await load()).open(...asked),
  read: async (...asked) => (await load()).read(...asked),
  write: async (...asked) => (await load()).write(...asked),
  addColumns: async (...asked) => (await load()).addColumns(...asked),
})

export const pushLater =
  (load: Load<Push>): Push =>
  async (...asked) =>
    (await load())(...asked)

export const cutOffLater =
  (load: Load<CutOff>): CutOff =>
  async (...asked) =>
    (await load())(...asked)
