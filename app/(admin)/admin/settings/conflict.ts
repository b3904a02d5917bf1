import type { PageRow } from '#domain/page'
import { linkLines } from '#domain/page/links'
import type { SettingName, SettingsChange } from '#domain/page/settings'
import { owedFromWords } from './owed-from-words.ts'
import { promisedImpacts } from './promised.ts'

/** What somebody is told who would write over a colleague's change. */
export interface Conflict {
  byName: string
  at: number
  seenAt: number
  now: number
  timeZone: string
  /** What the colleague's change says. */
  current: { label: string; words: string }[]
}

type Words = { [Name in SettingName]: { label: string; wordsOf: (value: PageRow[Name]) => string } }

const plain = (value: string | null) => value ?? 'none'

const settings: Words = {
  name: { label: 'Name', wordsOf: plain },
  description: { label: 'Description', wordsOf: plain },
  links: { label: 'Links', wordsOf: (links) => (links.length > 0 ? linkLines(links).replaceAll('\n', '; ') : 'none') },
  supportUrl: { label: 'Support page', wordsOf: plain },
  supportEmail: { label: 'E-mail of support', wordsOf: plain },
  timeZone: { label: 'Time zone', wordsOf: (name) => name.replaceAll('_', ' ') },
  accentLight: { label: 'Accent on light', wordsOf: (color) => color ?? 'Candor’s own' },
  accentDark: { label: 'Accent on dark', wordsOf: (color) => color ?? 'Candor’s own' },
  promiseMinutes: {
    label: 'Minutes',
    wordsOf: (minutes) =>
      promisedImpacts
        .map((impact) => {
          const { investigating, identified, monitoring } = minutes[impact] ?? {}
          return `${impact} ${[investigating, identified, monitoring].join(' / ')}`
        })
        .join(', '),
  },
  reportsOwedFrom: { label: 'Reports are owed for', wordsOf: (impact) => owedFromWords[impact] },
  preliminaryReportHours: { label: 'Preliminary report', wordsOf: (hours) => `${hours} hours` },
  finalReportDays: { label: 'Final report', wordsOf: (days) => `${days} days` },
  reviewsReports: { label: 'Somebody else approves', wordsOf: (isOn) => (isOn ? 'yes' : 'no') },
}

export function conflictOf({ byName, at, seenAt, current }: SettingsChange, now: number, timeZone: string): Conflict {
  const names = Object.keys(current) as SettingName[]
  return { byName, at, seenAt, now, timeZone, current: names.map((name) => lineOf(name, current)) }
}

function lineOf<Name extends SettingName>(name: Name, current: SettingsChange['current']) {
  const { label, wordsOf } = settings[name]
  return { label, words: wordsOf(current[name] as PageRow[Name]) }
}
