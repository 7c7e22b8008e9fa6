// States, provinces and territories with every time zone that is in use in them.
// Source: IANA time zone database (zone1970.tab) and the states' own maps; read 2026-11-22. Names as ICU canonicalizes them.

export type Country = 'US' | 'CA' | 'AU'
type Region = readonly [name: string, zones: string]

/** Codes of ISO 3166-2 without the country. Where a county or a town keeps a neighbour's time, both zones stand here. */
export const REGIONS: Record<Country, Readonly<Record<string, Region>>> = {
  US: {
    AL: ['Alabama', 'America/Chicago'],
    AK: ['Alaska', 'America/Anchorage America/Juneau America/Sitka America/Nome America/Yakutat America/Metlakatla America/Adak'],
    // The Navajo Nation keeps daylight saving time.
    AZ: ['Arizona', 'America/Phoenix America/Denver'],
    AR: ['Arkansas', 'America/Chicago'],
    CA: ['California', 'America/Los_Angeles'],
    CO: ['Colorado', 'America/Denver'],
    CT: ['Connecticut', 'America/New_York'],
    DE: ['Delaware', 'America/New_York'],
    DC: ['District of Columbia', 'America/New_York'],
    FL: ['Florida', 'America/New_York America/Chicago'],
    GA: ['Georgia', 'America/New_York'],
    HI: ['Hawaii', 'Pacific/Honolulu'],
    ID: ['Idaho', 'America/Boise America/Los_Angeles'],
    IL: ['Illinois', 'America/Chicago'],
    IN: ['Indiana', 'America/Indianapolis America/Chicago'],
    IA: ['Iowa', 'America/Chicago'],
    KS: ['Kansas', 'America/Chicago America/Denver'],
    KY: ['Kentucky', 'America/Louisville America/Chicago'],
    LA: ['Louisiana', 'America/Chicago'],
    ME: ['Maine', 'America/New_York'],
    MD: ['Maryland', 'America/New_York'],
    MA: ['Massachusetts', 'America/New_York'],
    MI: ['Michigan', 'America/Detroit America/Menominee'],
    MN: ['Minnesota', 'America/Chicago'],
    MS: ['Mississippi', 'America/Chicago'],
    MO: ['Missouri', 'America/Chicago'],
    MT: ['Montana', 'America/Denver'],
    NE: ['Nebraska', 'America/Chicago America/Denver'],
    // West Wendover keeps Utah's time.
    NV: ['Nevada', 'America/Los_Angeles America/Denver'],
    NH: ['New Hampshire', 'America/New_York'],
    NJ: ['New Jersey', 'America/New_York'],
    NM: ['New Mexico', 'America/Denver'],
    NY: ['New York', 'America/New_York'],
    NC: ['North Carolina', 'America/New_York'],
    ND: ['North Dakota', 'America/Chicago America/Denver'],
    OH: ['Ohio', 'America/New_York'],
    OK: ['Oklahoma', 'America/Chicago'],
    OR: ['Oregon', 'America/Los_Angeles America/Boise'],
    PA: ['Pennsylvania', 'America/New_York'],
    RI: ['Rhode Island', 'America/New_York'],
    SC: ['South Carolina', 'America/New_York'],
    SD: ['South Dakota', 'America/Chicago America/Denver'],
    TN: ['Tennessee', 'America/New_York America/Chicago'],
    TX: ['Texas', 'America/Chicago America/Denver'],
    UT: ['Utah', 'America/Denver'],
    VT: ['Vermont', 'America/New_York'],
    VA: ['Virginia', 'America/New_York'],
    WA: ['Washington', 'America/Los_Angeles'],
    WV: ['West Virginia', 'America/New_York'],
    WI: ['Wisconsin', 'America/Chicago'],
    WY: ['Wyoming', 'America/Denver'],
    AS: ['American Samoa', 'Pacific/Pago_Pago'],
    GU: ['Guam', 'Pacific/Guam'],
    MP: ['Northern Mariana Islands', 'Pacific/Saipan'],
    PR: ['Puerto Rico', 'America/Puerto_Rico'],
    VI: ['US Virgin Islands', 'America/St_Thomas'],
  },
  CA: {
    // Lloydminster lies in both and keeps Alberta's time.
    AB: ['Alberta', 'America/Edmonton'],
    BC: ['British Columbia', 'America/Vancouver America/Edmonton America/Fort_Nelson America/Dawson_Creek America/Creston'],
    MB: ['Manitoba', 'America/Winnipeg'],
    NB: ['New Brunswick', 'America/Moncton'],
    NL: ['Newfoundland and Labrador', 'America/St_Johns America/Goose_Bay'],
    NS: ['Nova Scotia', 'America/Halifax America/Glace_Bay'],
    NT: ['Northwest Territories', 'America/Edmonton America/Inuvik'],
    NU: ['Nunavut', 'America/Iqaluit America/Rankin_Inlet America/Resolute America/Cambridge_Bay America/Coral_Harbour'],
    ON: ['Ontario', 'America/Toronto America/Winnipeg America/Coral_Harbour'],
    PE: ['Prince Edward Island', 'America/Halifax'],
    // The Magdalen Islands keep Atlantic time, and the far east keeps it all year.
    QC: ['Quebec', 'America/Toronto America/Halifax America/Blanc-Sablon'],
    SK: ['Saskatchewan', 'America/Regina America/Swift_Current America/Edmonton'],
    YT: ['Yukon', 'America/Whitehorse America/Dawson'],
  },
  AU: {
    ACT: ['Australian Capital Territory', 'Australia/Sydney'],
    NSW: ['New South Wales', 'Australia/Sydney Australia/Broken_Hill Australia/Lord_Howe'],
    NT: ['Northern Territory', 'Australia/Darwin'],
    QLD: ['Queensland', 'Australia/Brisbane Australia/Lindeman'],
    SA: ['South Australia', 'Australia/Adelaide'],
    TAS: ['Tasmania', 'Australia/Hobart'],
    VIC: ['Victoria', 'Australia/Melbourne'],
    WA: ['Western Australia', 'Australia/Perth Australia/Eucla'],
  },
}

/** Zones that nobody needs as a candidate, since a neighbour in the list keeps the same time, but that a list may name. */
const FURTHER_ZONES: Record<Country, readonly string[]> = {
  US: [
    ...['Knox', 'Marengo', 'Petersburg', 'Tell_City', 'Vevay', 'Vincennes', 'Winamac'].map((place) => `America/Indiana/${place}`),
    ...['Beulah', 'Center', 'New_Salem'].map((place) => `America/North_Dakota/${place}`),
    'America/Kentucky/Monticello',
  ],
  CA: [],
  AU: [],
}

/** Names in use beside the official ones. */
const FURTHER_NAMES: Record<Country, Readonly<Record<string, string>>> = {
  US: { washingtondc: 'DC', virginislands: 'VI' },
  CA: { newfoundland: 'NL' },
  AU: {},
}

/** The text without what people write differently. */
const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/^\s*(us|ca|au)-/, '')
    .replace(/[^a-z]/g, '')

const namesIn = (country: Country): ReadonlyMap<string, string> => {
  const official = Object.entries(REGIONS[country]).flatMap(([code, [name]]) => [code, name].map((text) => [fold(text), code] as const))
  return new Map([...official, ...Object.entries(FURTHER_NAMES[country])])
}

const NAMES: Record<Country, ReadonlyMap<string, string>> = { US: namesIn('US'), CA: namesIn('CA'), AU: namesIn('AU') }

/** A region's code from its code or its name, however it is written. */
export const readRegion = (text: string, country: Country): string | undefined => NAMES[country].get(fold(text))

export const zonesOfRegion = (country: Country, code: string): readonly string[] => REGIONS[country][code]?.[1].split(' ') ?? []

const zonesOf = (country: Country): string[] => [
  ...Object.keys(REGIONS[country]).flatMap((code) => zonesOfRegion(country, code)),
  ...FURTHER_ZONES[country],
]

/** Of the countries whose hours are known; those of one zone have no regions above. */
const COUNTRIES = new Map<string, string>([
  ...(['US', 'CA', 'AU'] as const).flatMap((country) => zonesOf(country).map((zone) => [zone, country] as const)),
  ...['Europe/London', 'Europe/Guernsey', 'Europe/Isle_of_Man', 'Europe/Jersey'].map((zone) => [zone, 'GB'] as const),
  ['Europe/Paris', 'FR'],
])

/** The country that a zone is in; undefined where no country's hours are known. */
export const countryOfZone = (zone: string): string | undefined => COUNTRIES.get(zone)
