// What a column of a list can be, in the words of the page.
import type { ListField } from '#contract/list.ts'

export const FIELD_NAMES: Record<ListField, string> = {
  phone: 'Phone number',
  name: 'Name',
  firstName: 'First name',
  lastName: 'Last name',
  variable: 'Variable',
  country: 'Country of the number',
  timeZone: 'Time zone',
  region: 'State or province',
  postcode: 'Postcode',
  language: 'Language of the agent',
  firstMessage: 'First message of its own',
  prompt: 'Prompt of its own',
  voiceId: 'Voice of the agent',
  callAfter: 'Call after',
  callBefore: 'Call before',
  priority: 'Priority',
  consent: 'Consent',
  doNotCall: 'Do not call',
  ignore: 'Leave out',
}
