// Sends the draft, and sorts what the API finds wrong with it to the fields.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Input, Output } from '#contract/client.ts'
import { Refusal } from '#contract/client-errors.ts'
import { useConnection } from '../../connection/world.tsx'
import { applyCampaign } from '../../held/apply.ts'
import { type Draft, type Problems, readDraft } from './draft.ts'

const NONE: Problems = new Map()

const problemsOf = (error: Error): Problems =>
  error instanceof Refusal
    ? new Map(error.problem.errors?.map(({ pointer, detail }) => [pointer.replace(/^\/body(?=\/)/, ''), detail]))
    : NONE

export const useStart = (onCreated: (created: Output<'startFromCsv'>) => void) => {
  const { api } = useConnection()
  const client = useQueryClient()
  const [found, setFound] = useState(NONE)
  const sending = useMutation({
    mutationFn: (body: Input<'startFromCsv'>['body']) => api('startFromCsv', { body }),
    onSuccess: (created) => {
      applyCampaign(client, created.campaign)
      onCreated(created)
    },
    onError: (error) => setFound(problemsOf(error)),
  })
  return {
    isSending: sending.isPending,
    error: sending.error,
    problems: found,
    /** `listProblem`: why the list cannot be used, as far as is known. */
    start: (draft: Draft, listProblem: string | undefined): void => {
      const read = readDraft(draft)
      sending.reset()
      const problems = new Map(read.ok ? NONE : read.problems)
      if (listProblem !== undefined) problems.set('/csv', listProblem)
      setFound(problems)
      if (read.ok && problems.size === 0) sending.mutate(read.request)
    },
  }
}
