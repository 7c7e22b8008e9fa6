// That a draft starts by itself, and when.
import { startsText } from './start-time.ts'
import { useCampaignNow } from './use-campaign-now.ts'

export const Starts = ({ at }: { at: string }) => <time dateTime={at}>{startsText(at, useCampaignNow())}</time>
