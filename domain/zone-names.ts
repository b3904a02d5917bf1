/** The abbreviation of a time zone at an instant (`CET`, `EST`), or its offset (`GMT-3`) where English has none. */
export function zoneAbbreviation(at: number, timeZone: string): string {
  return zonePart(abbreviator(timeZone), at)
}

/** Each English region knows the abbreviations of its own zones only; Japanese knows Japan's. */
const locales = ['en-GB', 'en-US', 'en-AU', 'en-IN', 'en-ZA', 'en-CA', 'en-HK', 'en-SG', 'ja']
const abbreviators = new Map<string, Intl.DateTimeFormat>()

function abbreviator(timeZone: string): Intl.DateTimeFormat {
  const known = abbreviators.get(timeZone)
  if (known) return known
  const locale = locales.find((name) => knowsZone(zoneFormatter(name, timeZone))) ?? 'en-GB'
  const formatter = zoneFormatter(locale, timeZone)
  abbreviators.set(timeZone, formatter)
  return formatter
}

function zoneFormatter(locale: string, timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'short' })
}

/** Whether a formatter has letters for its zone, in winter and in summer. */
function knowsZone(formatter: Intl.DateTimeFormat): boolean {
  return [Date.UTC(2026, 0, 15), Date.UTC(2026, 6, 15)].every((at) => /^[A-Z]+$/.test(zonePart(formatter, at)))
}

function zonePart(formatter: Intl.DateTimeFormat, at: number): string {
  return formatter.formatToParts(at).find((part) => part.type === 'timeZoneName')?.value ?? 'UTC'
}
