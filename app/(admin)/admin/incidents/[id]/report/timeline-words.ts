import { statusWords } from '#domain/status'
import type { TimelineMoment } from '#domain/team/report-timeline'
import { instantWords } from '../../../../../../components/instants.tsx'

interface Told {
  /** The instant whose day need not be named. */
  now: number
  timeZone: string
}

/** An incident's course as a list in Markdown, with which "What happened?" begins. */
export function timelineMarkdown(moments: readonly TimelineMoment[], told: Told): string {
  return moments.map((moment) => `- **${instantWords(moment.at, told, 'short')}** ${momentMarkdown(moment)}`).join('\n')
}

/** Which components came to which status at a moment; empty where none did. */
export function changeWords({ changes }: TimelineMoment): string {
  return changes
    .map(({ name, status }) =>
      status === 'operational' ? `${name}: operational again` : `${name}: ${wordsOf(status)}`,
    )
    .join(', ')
}

function momentMarkdown(moment: TimelineMoment): string {
  const changes = changeWords(moment).replace(/[\\`*_[\]<>]/g, '\\$&')
  // A line of a list can hold no paragraphs.
  const said = moment.updates.map(({ label, text }) => `${label}: ${text.replace(/\s*\n\s*/g, ' ')}`)
  return [changes && `${changes}.`, ...said].filter(Boolean).join(' ')
}

function wordsOf(status: keyof typeof statusWords): string {
  return statusWords[status].toLowerCase()
}
