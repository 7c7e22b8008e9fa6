// What is in the activity log, as a reader would say it.
import type { Activity } from '#contract/activity.ts'

export const ACTIVITY: Record<Activity['action'], string> = {
  created: 'created',
  edited: 'edited',
  started: 'started',
  resumed: 'resumed',
  paused: 'paused',
  stopped: 'stopped',
  deleted: 'deleted',
  reopened: 'reopened',
  completed: 'completed',
  'emergency-stopped': 'all stopped',
  'number-suppressed': 'a number is called no more',
  'number-unsuppressed': 'a number may be called again',
  'suppressions-imported': 'a do-not-call list was read',
  'person-exported': 'what is kept of a person was exported',
  'person-forgotten': 'a person was forgotten',
  'ceiling-lowered': 'fewer lines: the provider takes no more',
  'ceiling-raised': 'more lines: the provider takes them again',
  'breaker-opened': 'a provider does not answer',
  'breaker-probed': 'a provider is tried again',
  'breaker-closed': 'a provider answers again',
  'list-refused': 'a list was refused',
  'run-revived': 'a run that had ended was begun again',
  'attempt-void': 'a call never reached the provider',
  'attempt-unresolved': 'a call’s fate could not be proven',
  'ghost-call-cancelled': 'a call that should not be was cancelled',
  'call-listened-to': 'a call was listened to',
  'call-ended': 'a call was ended',
  'sheet-connected': 'a sheet was connected',
  'sheet-disconnected': 'a sheet was disconnected',
  'sheet-troubled': 'the sheet is in trouble',
  'webhook-gone': 'a webhook was switched off',
  'sheet-recovered': 'the sheet works again',
}

export const BY: Record<Activity['by'], string> = { person: 'A person', ringmaster: 'Ringmaster' }
