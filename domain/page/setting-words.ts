import type { PageRow } from '../page.ts'
import { linkLines } from './link-lines.ts'

/** Everything of the page's row that its settings change. */
export type SettingName =
  | 'name'
  | 'description'
  | 'links'
  | 'supportUrl'
  | 'supportEmail'
  | 'timeZone'
  | 'accentLight'
  | 'accentDark'
  | 'promiseMinutes'
  | 'reportsOwedFrom'
  | 'preliminaryReportHours'
  | 'finalReportDays'
  | 'reviewsReports'

export const settingLabels: Record<SettingName, string> = {
  name: 'Name',
  description: 'Description',
  links: 'Links',
  supportUrl: 'Address of the support page',
  supportEmail: 'E-mail of support',
  timeZone: 'Time zone',
  accentLight: 'Accent on the light page',
  accentDark: 'Accent on the dark page',
  promiseMinutes: 'Usual promises, in minutes',
  reportsOwedFrom: 'A report is owed for',
  preliminaryReportHours: 'Preliminary report, in hours',
  finalReportDays: 'Final report, in days',
  reviewsReports: 'Somebody other than the author approves',
}

/** From which impact on a follow-up report is owed. */
export const owedFromWords: Record<PageRow['reportsOwedFrom'], string> = {
  critical: 'Critical incidents only',
  major: 'Major and critical incidents',
  minor: 'Every incident, minor ones too',
  maintenance: 'Every incident and maintenance',
  none: 'No incident by itself',
}

const words: { [Name in SettingName]: (value: PageRow[Name]) => string } = {
  name: (name) => name,
  description: orNone,
  links: (links) => linkLines(links) || 'none',
  supportUrl: orNone,
  supportEmail: orNone,
  timeZone: zoneWords,
  accentLight: colorWords,
  accentDark: colorWords,
  promiseMinutes: promiseWords,
  reportsOwedFrom: (impact) => owedFromWords[impact],
  preliminaryReportHours: String,
  finalReportDays: String,
  reviewsReports: (isOn) => (isOn ? 'yes' : 'no'),
}

/** What a setting says, for people. */
export function settingWords<Name extends SettingName>(name: Name, value: PageRow[Name]): string {
  return words[name](value)
}

/** A time zone's name as people read it. */
export function zoneWords(name: string): string {
  return name.replaceAll('_', ' ')
}

function orNone(value: string | null): string {
  return value ?? 'none'
}

function colorWords(color: string | null): string {
  return color ?? 'Candor’s own'
}

function promiseWords(minutes: PageRow['promiseMinutes']): string {
  return (['critical', 'major', 'minor'] as const)
    .map((impact) => {
      const { investigating, identified, monitoring } = minutes[impact] ?? {}
      return `${impact} ${[investigating, identified, monitoring].map((each) => each ?? 'as usual').join(' / ')}`
    })
    .join('\n')
}
