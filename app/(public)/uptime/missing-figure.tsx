import { MissingPage } from '#components/missing-page'
import type { NoFigure } from '#domain/public/uptime/component-figure'

const words: Record<NoFigure, { title: string; text: string }> = {
  no_component: {
    title: 'There is no such component',
    text: 'The link may be cut off or mistyped. All components stand on the page of the current status.',
  },
  no_group: {
    title: 'There is no such group',
    text: 'The link may be cut off or mistyped, or none of its components shows its uptime.',
  },
  not_shown: {
    title: 'This uptime is not shown',
    text: 'The component shows its status and its incidents, but no uptime.',
  },
  no_period: {
    title: 'There is no figure for this time',
    text: 'Periods are written as 2026-11 for a month, 2026-11-24 for a day, and last-90-days. A period that lies ahead has no figure yet.',
  },
}

/** What stands where there is no figure to explain. */
export function MissingFigure({ why }: { why: NoFigure }) {
  return <MissingPage {...words[why]} />
}

export function missingFigureTitle(why: NoFigure): string {
  return words[why].title
}
