// All checks, each behind those that it needs.
import type { Check } from '../check.ts'
import { elevenLabsChecks } from './elevenlabs.ts'
import { machineChecks } from './machine.ts'
import { reachChecks } from './reach.ts'
import { secretChecks } from './secrets.ts'
import { twilioChecks } from './twilio.ts'

export const CHECKS: readonly Check[] = [...machineChecks, ...secretChecks, ...twilioChecks, ...elevenLabsChecks, ...reachChecks]
