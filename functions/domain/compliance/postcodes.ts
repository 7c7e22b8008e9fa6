// Postal codes as regions: the first characters say which state or province.
// Source: USPS publication 65 (three-digit ZIP prefixes) and Canada Post (forward sortation areas); read 2026-11-22.

/** Prefixes and ranges of prefixes. Military mail (AA, AE, AP) stands for no place and is left out. */
const US = `
AL 350-369
AK 995-999
AS 96799
AZ 850-865
AR 716-729
CA 900-961
CO 800-816
CT 060-069
DE 197-199
DC 200 202-205 569
FL 320-339 341-342 344 346-347 349
GA 300-319 398-399
GU 969
HI 967-968
ID 832-838
IL 600-629
IN 460-479
IA 500-528
KS 660-679
KY 400-427
LA 700-714
ME 039-049
MD 206-219
MA 010-027 055
MI 480-499
MN 550-567
MP 9695
MS 386-397
MO 630-658
MT 590-599
NE 680-693
NV 889-898
NH 030-038
NJ 070-089
NM 870-884
NY 005 100-149 06390
NC 270-289
ND 580-588
OH 430-459
OK 730-731 734-749
OR 970-979
PA 150-196
PR 006-007 009
RI 028-029
SC 290-299
SD 570-577
TN 370-385
TX 733 750-799 885
UT 840-847
VT 050-054 056-059
VA 201 220-246
VI 008
WA 980-994
WV 247-268
WI 530-549
WY 820-831 83414
`

const CA = `
AB T
BC V
MB R
NB E
NL A
NS B
NT X0E X0G X1A
NU X0A X0B X0C
ON K L M N P
PE C
QC G H J
SK S
YT Y
`

/** 350-369 → 350, 351, … 369, with their zeros. */
const expand = (range: string): string[] => {
  const [first = '', last = first] = range.split('-')
  if (first === last) return [first]
  return Array.from({ length: Number(last) - Number(first) + 1 }, (_, i) => String(Number(first) + i).padStart(first.length, '0'))
}

const regionsByPrefix = (table: string): ReadonlyMap<string, string> =>
  new Map(
    table
      .trim()
      .split('\n')
      .flatMap((line) => {
        const [region = '', ...ranges] = line.split(' ')
        return ranges.flatMap(expand).map((prefix) => [prefix, region] as const)
      }),
  )

const US_REGIONS = regionsByPrefix(US)
const CA_REGIONS = regionsByPrefix(CA)

const byLongestPrefix = (regions: ReadonlyMap<string, string>, code: string): string | undefined => {
  for (let length = code.length; length > 0; length--) {
    const region = regions.get(code.slice(0, length))
    if (region) return region
  }
  return undefined
}

/** Country and region of a postal code of North America; undefined when it is none, or stands for no place. */
export const readPostcode = (text: string): { country: 'US' | 'CA'; region: string } | undefined => {
  const code = text.toUpperCase().replaceAll(' ', '')
  if (/^[A-Z]\d[A-Z](\d[A-Z]\d)?$/.test(code)) {
    const region = byLongestPrefix(CA_REGIONS, code)
    return region ? { country: 'CA', region } : undefined
  }
  // Spreadsheets drop zeros from the front: 2139 is Cambridge, Massachusetts.
  const zip = /^(\d{3,5})(-?\d{4})?$/.exec(code)?.[1]?.padStart(5, '0')
  const region = zip && byLongestPrefix(US_REGIONS, zip)
  return region ? { country: 'US', region } : undefined
}
