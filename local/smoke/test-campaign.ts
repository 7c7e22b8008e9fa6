// The campaign of the smoke test, which rings nobody who has not been named for it.
import { NewCampaign } from '#contract/campaign-edit.ts'
import { Weekday } from '#contract/campaign-settings.ts'

/** Reserved for fiction; to the simulated telephone network it is somebody who answers and talks. */
export const FICTIONAL = '+12025550190'

/** In no time zone is it this day now, nor will it be while the test runs. */
const DAYS_AHEAD = 3

const closedWindow = (nowMs: number) => {
  const days = Weekday.options
  // Weekday begins with Monday, getUTCDay with Sunday.
  const day = days[(new Date(nowMs).getUTCDay() + 6 + DAYS_AHEAD) % days.length]
  return { from: '12:00', to: '12:01', days: day === undefined ? [] : [day] }
}

export const testCampaign = ({ mayRing, nowMs }: { mayRing: boolean; nowMs: number }): NewCampaign =>
  NewCampaign.parse({
    name: `Smoke test ${new Date(nowMs).toISOString().slice(0, 16)}`,
    prompt: 'This is a test of the telephone system. Say that it works, thank, and end the call.',
    firstMessage: 'Hello, this is a test call by an AI assistant. It works. Goodbye.',
    consent: { attestedBy: 'npm run smoke', text: 'The number belongs to nobody, or to whoever runs the test.' },
    settings: {
      callDelay: 0,
      maxConcurrentCalls: 1,
      retryCount: 0,
      maxCallLength: 30_000,
      allowedCountries: 'any',
      ...(mayRing ? {} : { window: closedWindow(nowMs) }),
    },
  })
