import { endpoint } from '#app/doors/endpoint'
import { csvOfComponent, csvOfGroup } from '#domain/public/uptime/figure-csv'
import { recordOfComponent, recordOfGroup } from '#domain/public/uptime/figure-record'
import { answerFigure } from '../uptime-answer.ts'

export const dynamic = 'force-dynamic'

const formats = {
  component: (figure: Parameters<typeof recordOfComponent>[0]) => csvOfComponent(recordOfComponent(figure)),
  group: (figure: Parameters<typeof recordOfGroup>[0]) => csvOfGroup(recordOfGroup(figure)),
  mediaType: 'text/csv',
}

/** An uptime figure and everything behind it, for spreadsheets. */
export const GET = endpoint((request) => answerFigure(request, formats, Date.now()))
