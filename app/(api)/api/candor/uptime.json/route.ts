import { endpoint } from '#app/doors/endpoint'
import { recordOfComponent, recordOfGroup } from '#domain/public/uptime/figure-record'
import { answerFigure } from '../uptime-answer.ts'

export const dynamic = 'force-dynamic'

const formats = {
  component: (figure: Parameters<typeof recordOfComponent>[0]) => JSON.stringify(recordOfComponent(figure), null, 2),
  group: (figure: Parameters<typeof recordOfGroup>[0]) => JSON.stringify(recordOfGroup(figure), null, 2),
  mediaType: 'application/json',
}

/** An uptime figure and everything behind it, for programs. */
export const GET = endpoint((request) => answerFigure(request, formats, Date.now()))
