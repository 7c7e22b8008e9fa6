// The rules of calling, as the environment of the functions that apply them.
import { CfnParameter, type Stack } from 'aws-cdk-lib'
import { environments } from '#env/all.ts'
import type { Config } from './config.ts'
import type { FnEnvironment } from './lambda.ts'

type Rules = Pick<
  FnEnvironment<'claim-and-dial'>,
  'CALLS_PER_SECOND' | 'CONCURRENT_CALLS' | 'CALLS_PER_NUMBER_AND_DAY' | 'CONSENT' | 'CALLING_WINDOWS' | 'ONLY_NUMBERS'
>

/** Without a default: CloudFormation refuses to deploy until somebody has chosen. */
const chosenConsent = (stack: Stack): CfnParameter =>
  new CfnParameter(stack, 'Consent', {
    description:
      'Who attests that the people called have agreed to an AI call: deployer (you, for every campaign), campaign (somebody, for each campaign) or contact (evidence with each contact).',
    allowedValues: environments['claim-and-dial'].shape.CONSENT.options,
  })

export const callingRules = (stack: Stack, config: Config): Rules => ({
  CALLS_PER_SECOND: config.callsPerSecond,
  CONCURRENT_CALLS: config.concurrentCalls,
  CALLS_PER_NUMBER_AND_DAY: config.callsPerNumberAndDay,
  CONSENT: config.consent ?? chosenConsent(stack),
  CALLING_WINDOWS: config.callingWindows,
  ...(config.callees === undefined ? {} : { ONLY_NUMBERS: config.callees }),
})
