// Routes of the numbers that nobody calls, in any campaign.
import * as z from 'zod/mini'
import { E164, ImportId } from './ids.ts'
import { defineRoutes, nothing, page, pageOf } from './route.ts'
import { CheckedNumber, NewSuppression, SuppressedNow, Suppression, Unsuppress } from './suppression.ts'
import { NewSuppressionImport, SuppressionImport, SuppressionImportWithResults, SuppressionUpload } from './suppression-import.ts'

const ofNumber = z.strictObject({ phone: E164 })

export const suppressionRoutes = defineRoutes({
  listSuppressions: {
    method: 'GET',
    path: '/api/db/suppressions',
    summary: 'Numbers that nobody calls, newest first',
    role: 'viewer',
    status: [200],
    params: nothing,
    query: z.strictObject(page(100)),
    response: pageOf(Suppression),
  },
  suppressNumber: {
    method: 'POST',
    path: '/api/db/suppressions',
    summary: 'Call a number no more, in any campaign; a call to it that has not been answered is cancelled',
    role: 'operator',
    status: [201],
    params: nothing,
    query: nothing,
    body: NewSuppression,
    location: '/api/db/suppressions/{phone}',
    response: SuppressedNow,
  },
  checkSuppression: {
    method: 'GET',
    path: '/api/db/suppressions/{phone}',
    summary: 'Whether a number is one that nobody calls, since when and why',
    role: 'viewer',
    status: [200],
    params: ofNumber,
    query: nothing,
    response: CheckedNumber,
  },
  unsuppressNumber: {
    method: 'DELETE',
    path: '/api/db/suppressions/{phone}',
    summary: 'Let a number be called again; contacts that were given up because of it stay as they are',
    role: 'admin',
    status: [200],
    params: ofNumber,
    query: Unsuppress,
    response: z.object({ phone: E164 }),
  },
  createSuppressionImport: {
    method: 'POST',
    path: '/api/db/suppression-imports',
    summary: 'A presigned address to upload a list of numbers to that nobody may call; it is read as soon as it is there',
    role: 'operator',
    status: [201],
    params: nothing,
    query: nothing,
    body: NewSuppressionImport,
    location: '/api/db/suppression-imports/{importId}',
    response: SuppressionUpload,
  },
  listSuppressionImports: {
    method: 'GET',
    path: '/api/db/suppression-imports',
    summary: 'Lists of numbers that nobody may call, newest first, and how far each is read',
    role: 'viewer',
    status: [200],
    params: nothing,
    query: z.strictObject(page(50)),
    response: pageOf(SuppressionImport),
  },
  getSuppressionImport: {
    method: 'GET',
    path: '/api/db/suppression-imports/{importId}',
    summary: 'How far a list of numbers is read that nobody may call, what in it is no number, and where its report is',
    role: 'viewer',
    status: [200],
    params: z.strictObject({ importId: ImportId }),
    query: nothing,
    response: SuppressionImportWithResults,
  },
})
