// The hours in which the law lets people be called, by where they are: one row each, with its source. All were read on 2026-11-22.
// Rules for live sales calls and for artificial voices are both taken; the stricter wins, and of sources that disagree the stricter one.
import type { Calendar } from './holiday-calendars.ts'

export type CallingHours = {
  /** A country, or a region of it. A region's hours hold together with its country's. */
  area: string
  name: string
  weekdays: string
  /** As on weekdays, unless they stand here. An empty text: nobody is called on such a day. */
  saturday?: string
  sunday?: string
  holidays?: { hours: string; calendar: Calendar }
  /** Calls that one person may get within 24 hours. */
  callsPerDay?: number
  source: string
  /** What was read of it: the law's or its regulator's own words, or tables of others who follow it; or nothing, where the rule is ours. */
  read: 'law' | 'tables' | 'nothing'
}

const never = (calendar: Calendar) => ({ hours: '', calendar })

/** For countries that have no row below: working days only, and no early or late hours. */
export const ELSEWHERE: CallingHours = {
  area: '*',
  name: 'a country without a reviewed rule',
  weekdays: '09:00-20:00',
  saturday: '',
  sunday: '',
  source: 'our own choice, on the safe side',
  read: 'nothing',
}

export const CALLING_HOURS: readonly CallingHours[] = [
  { area: 'US', name: 'the United States', weekdays: '08:00-21:00', source: '47 CFR 64.1200(c)(1); 16 CFR 310.4(c)', read: 'law' },
  {
    area: 'US-AL',
    name: 'Alabama',
    weekdays: '08:00-20:00',
    sunday: '',
    holidays: never('US-AL'),
    source: 'Alabama Public Service Commission, Telephone Rule T-15.1',
    read: 'tables',
  },
  { area: 'US-CA', name: 'California', weekdays: '09:00-21:00', source: 'Cal. Pub. Util. Code § 2872 (announcing devices)', read: 'law' },
  { area: 'US-CT', name: 'Connecticut', weekdays: '09:00-20:00', source: 'Conn. Gen. Stat. § 42-288a', read: 'tables' },
  { area: 'US-FL', name: 'Florida', weekdays: '08:00-20:00', callsPerDay: 3, source: 'Fla. Stat. § 501.616(6)', read: 'tables' },
  { area: 'US-IL', name: 'Illinois', weekdays: '09:00-21:00', source: '815 ILCS 305 (recorded voices)', read: 'tables' },
  { area: 'US-KY', name: 'Kentucky', weekdays: '10:00-21:00', source: 'Ky. Rev. Stat. § 367.46955', read: 'tables' },
  {
    area: 'US-LA',
    name: 'Louisiana',
    weekdays: '08:00-20:00',
    sunday: '',
    holidays: never('US-LA'),
    source: 'Louisiana Public Service Commission, Do Not Call General Order; La. R.S. 45:844.11',
    read: 'tables',
  },
  { area: 'US-MA', name: 'Massachusetts', weekdays: '08:00-20:00', source: 'Mass. Gen. Laws ch. 159C § 3', read: 'tables' },
  { area: 'US-MD', name: 'Maryland', weekdays: '08:00-20:00', callsPerDay: 3, source: 'Stop the Spam Calls Act of 2023', read: 'tables' },
  {
    area: 'US-ME',
    name: 'Maine',
    weekdays: '09:00-17:00',
    saturday: '',
    sunday: '',
    source: 'Me. Rev. Stat. tit. 10 § 1498 (automated calling devices)',
    read: 'law',
  },
  { area: 'US-MI', name: 'Michigan', weekdays: '09:00-21:00', source: 'Mich. Comp. Laws § 445.111b', read: 'tables' },
  { area: 'US-MN', name: 'Minnesota', weekdays: '09:00-21:00', source: 'Minn. Stat. § 325E.30', read: 'tables' },
  {
    area: 'US-MS',
    name: 'Mississippi',
    weekdays: '08:00-20:00',
    sunday: '',
    holidays: never('US-MS'),
    source: 'Miss. Code § 77-3-723',
    read: 'law',
  },
  {
    area: 'US-NE',
    name: 'Nebraska',
    weekdays: '08:00-21:00',
    sunday: '13:00-21:00',
    holidays: { hours: '13:00-21:00', calendar: 'US-NE' },
    source: 'Neb. Admin. Code title 291 ch. 11 § 3 (recorded messages)',
    read: 'tables',
  },
  { area: 'US-NM', name: 'New Mexico', weekdays: '09:00-21:00', source: 'N.M. Stat. § 57-12-22', read: 'tables' },
  { area: 'US-NV', name: 'Nevada', weekdays: '09:00-20:00', source: 'Nev. Rev. Stat. ch. 598 and 599B', read: 'tables' },
  { area: 'US-OK', name: 'Oklahoma', weekdays: '08:00-20:00', callsPerDay: 3, source: 'Okla. Stat. tit. 15 § 775C.4', read: 'tables' },
  {
    area: 'US-PA',
    name: 'Pennsylvania',
    weekdays: '08:00-21:00',
    // Only secondary tables name Sundays, and they disagree.
    sunday: '',
    holidays: never('US-PA'),
    source: '73 P.S. § 2245(a)',
    read: 'tables',
  },
  {
    area: 'US-RI',
    name: 'Rhode Island',
    weekdays: '09:00-18:00',
    saturday: '10:00-17:00',
    sunday: '',
    holidays: never('US-RI'),
    source: 'R.I. Gen. Laws § 5-61-2(2), § 5-61-3.6',
    read: 'law',
  },
  {
    area: 'US-SD',
    name: 'South Dakota',
    weekdays: '09:00-21:00',
    saturday: '',
    sunday: '',
    source: 'S.D. Codified Laws § 37-30-28 (automated dialing)',
    read: 'law',
  },
  {
    area: 'US-TX',
    name: 'Texas',
    weekdays: '09:00-21:00',
    sunday: '12:00-21:00',
    source: 'Tex. Bus. & Com. Code § 301.051',
    read: 'tables',
  },
  {
    area: 'US-UT',
    name: 'Utah',
    weekdays: '08:00-21:00',
    sunday: '',
    holidays: never('US-UT'),
    source: 'Utah Code § 13-25a-103',
    read: 'law',
  },
  { area: 'US-WA', name: 'Washington', weekdays: '08:00-20:00', source: 'RCW 19.158.040(2), 80.36.390', read: 'law' },
  { area: 'US-WY', name: 'Wyoming', weekdays: '08:00-20:00', source: 'Wyo. Stat. § 40-12-302', read: 'tables' },
  {
    area: 'CA',
    name: 'Canada',
    weekdays: '09:00-21:30',
    saturday: '10:00-18:00',
    sunday: '10:00-18:00',
    source: 'CRTC, Unsolicited Telecommunications Rules, parts III and IV',
    read: 'tables',
  },
  {
    area: 'AU',
    name: 'Australia',
    weekdays: '09:00-20:00',
    saturday: '09:00-17:00',
    sunday: '',
    holidays: never('AU'),
    source: 'Telecommunications (Telemarketing and Research Calls) Industry Standard 2017',
    read: 'law',
  },
  {
    area: 'GB',
    name: 'the United Kingdom',
    weekdays: '08:00-21:00',
    saturday: '09:00-21:00',
    sunday: '',
    holidays: never('GB'),
    source: 'Direct Marketing Association, telemarketing guide (no hours in the law)',
    read: 'tables',
  },
  {
    area: 'FR',
    name: 'France',
    weekdays: '10:00-13:00 14:00-20:00',
    saturday: '',
    sunday: '',
    holidays: never('FR'),
    source: 'Code de la consommation D. 223-9 (décret 2022-1313)',
    read: 'law',
  },
]
