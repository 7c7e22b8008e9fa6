// Whether somebody has said that the people of a campaign agreed to be called by an AI voice, where each campaign needs that.

import { AppError } from '#app/errors.ts'
import type { DialRules } from '#app/lanes/turn.ts'
import type { Consent } from '#contract/campaign-parts.ts'

const WHAT_TO_DO =
  'Nobody is called here before somebody has attested that the people on the list agreed to a call by an AI voice. ' +
  'Set the campaign’s consent, with the name of who says so as attestedBy, then start it.'

/** The deployer's word stands for all campaigns; evidence of each contact is looked at before each call. */
export const needConsent = ({ consent: rule }: Pick<DialRules, 'consent'>, { consent }: { consent?: Consent | undefined }): void => {
  if (rule === 'campaign' && !consent) throw new AppError('consent_required', WHAT_TO_DO)
}
