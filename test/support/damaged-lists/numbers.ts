// Lists whose shape is right and whose cells are not: numbers, countries, overrides.
import type { DamagedList } from './damaged-list.ts'

const list = (...lines: string[]): string => `${lines.join('\n')}\n`

export const NUMBERS: Readonly<Record<string, DamagedList>> = {
  'numbers-in-many-forms.csv': {
    text: list(
      'name,phone',
      'plain,+12025550101',
      'brackets,(202) 555-0102',
      'dots,202.555.0103',
      'link,tel:+1-202-555-0104',
      "apostrophe,'+12025550105",
      'formula,"=""+12025550106"""',
      'zeros,0012025550107',
      'wide,＋１２０２５５５０１０８',
      'arabic,٢٠٢٥٥٥٠١٠٩',
      'marks,\u202A+1 202\u00A0555\u20110110\u202C',
      'float,2025550111.0',
      'label,Tel: 202 555 0112',
      'trunk,+44 (0).20.7946.0013',
      'twice,+12025550114 / (202) 555-0114',
    ),
  },
  'numbers-that-cannot-be-used.csv': {
    text: list(
      'name,phone',
      'scientific,1.20256E+10',
      'scientific comma,"4,42079E+11"',
      'two,+12025550101 / +12025550102',
      'two with or,2025550101 or 2025550102',
      'two with a space,2025550101 2025550102',
      'extension,+1 202 555 0101 ext. 7',
      'extension x,202-555-0101x22',
      'letters,1-800-FLOWERS',
      'none,n/a',
      'short,555-0101',
      'long,120255501012',
      'no such,+1 555 555 0100',
      'no such country,+999 1234567',
      'empty,',
    ),
  },
  'costly-numbers.csv': {
    text: list(
      'name,phone',
      'premium US,+1 900 555 0101',
      'shared cost,+41 840 123456',
      'redirecting,+41 878 123456',
      'satellite,+881612345678',
      'satellite sea,+870773123456',
      'network,+883110012345678',
      'free for all,+80012345678',
      'Jamaica,+1 876 555 0123',
      'London,+44 20 7946 0011',
      'Washington,+12025550101',
    ),
    allowed: ['US', 'GB'],
  },
  'lost-zeros.csv': {
    text: list(
      'name,phone',
      'Berlin,3023125001',
      'with zero,03023125002',
      'London?,442079460011',
      'Mississippi?,16012345678',
      'prefixed,493023125003',
    ),
    country: 'DE',
  },
  'lost-zero-in-italy.csv': { text: list('name,phone', 'lost,612345678', 'kept,0612345678'), country: 'IT' },
  'countries.csv': {
    text: list(
      'name,phone,country',
      'code,0491 570 156,AU',
      'name,020 7946 0011,United Kingdom',
      'calling code,0491570157,+61',
      'calling code bare,491570158,61',
      'its own,+12025550101,Narnia',
      'unknown,0491570159,Narnia',
      'none,202 555 0102,',
    ),
  },
  'written-without-plus.csv': { text: list('name,phone', 'Ana,61491570156', 'Ben,442079460011'), country: 'US' },
  'same-number-twice.csv': {
    text: list('name,phone', 'Ana,+12025550101', 'Ana again,(202) 555-0101', 'Ben,+12025550102', 'Third,2025550101'),
  },
  'alternate-numbers.csv': {
    text: list('name,mobile,phone', 'Ana,+12025550101,', 'Ben,+12025550102,+12025550103', 'Cem,,'),
  },
  'first-and-last-name.csv': {
    text: list('First Name,Surname,Mobile No.', 'Ana,Torres,+12025550101', ',Ruiz,+12025550102', 'Cem,,+12025550103'),
  },
  'do-not-call.csv': {
    text: list('name,phone,DNC', 'Ana,+12025550101,no', 'Ben,+12025550102,yes', 'Cem,+12025550103,', 'Dan,+12025550104,2026-01-01'),
  },
  'overrides.csv': {
    text: list(
      'phone,first_message,prompt,language,voice_id,timezone,call_after,call_before,priority',
      '+12025550101,Hello {{name}},Be kind.,en-US,abc123,America/New_York,9:30,2026-12-01 17:00,1',
      '+12025550102,,,German,,,2026-12-01,2026-12-01T17:00:00+01:00,9',
      '+12025550103,,,Klingon,,,,,',
      '+12025550104,,,,no such voice!,,,,',
      '+12025550105,,,,,,01/02/2026,,',
      '+12025550106,,,,,,,25:00,',
      '+12025550107,,,,,,,,high',
    ),
  },
  'too-long-values.csv': {
    text: list('name,phone,note', `${'n'.repeat(201)},+12025550101,x`, `Ben,+12025550102,${'y'.repeat(2_001)}`, 'Cem,+12025550103,z'),
  },
  'stored-mapping.csv': {
    text: list('Kunde,Anschluss,Notiz,phone', 'Ana,+12025550101,x,1', 'Ben,+12025550102,y,2'),
    mapping: { Anschluss: 'phone', Kunde: 'name', Notiz: 'ignore' },
  },
  'other-systems.csv': {
    text: list(
      'to_phone_number,lead_name,lead_email,zip,state',
      '+12025550101,Ana,ana@example.com,02134,MA',
      '+12025550102,Ben,ben@example.com,,',
    ),
  },
}
