import { documentHeaders } from '#app/doors/public-document'
import { connection } from '#db/connection'
import { readComponentFigure, type ComponentFigure, type NoFigure } from '#domain/public/uptime/component-figure'
import { readGroupFigure, type GroupFigure } from '#domain/public/uptime/group-figure'
import { lastDaysName } from '#domain/public/uptime/periods'

interface Formats {
  component: (figure: ComponentFigure) => string
  group: (figure: GroupFigure) => string
  mediaType: string
}

const problems: Record<NoFigure, string> = {
  no_component: 'There is no such component. Name one by its slug: component=checkout.',
  no_group: 'There is no such group, or no component of it is public. group=all takes all components.',
  not_shown: 'The uptime of this component is not shown.',
  no_period:
    'There is no such period, or it lies ahead. Name one: period=2026-11, period=2026-11-24 or period=last-90-days.',
}

/** The figure that an address names, or that of all components, in one of its formats; or in plain words why there is none. */
export function answerFigure(request: Request, formats: Formats, now: number): Response {
  const query = new URL(request.url).searchParams
  const [slug, group] = [query.get('component') ?? '', query.get('group') ?? '']
  const period = query.get('period') ?? lastDaysName
  if (slug !== '' && group !== '') return refuse(400, 'Name a component or a group, not both.')
  if (slug !== '') return answer(readComponentFigure(connection(), slug, period, now), formats.component, formats)
  return answer(readGroupFigure(connection(), group || 'all', period, now), formats.group, formats)
}

function answer<Figure extends object>(
  figure: Figure | NoFigure,
  format: (figure: Figure) => string,
  { mediaType }: Formats,
): Response {
  if (typeof figure === 'string') return refuse(404, problems[figure])
  return new Response(format(figure), {
    headers: { ...documentHeaders(), 'Content-Type': `${mediaType}; charset=utf-8` },
  })
}

function refuse(status: 400 | 404, message: string): Response {
  const error = status === 404 ? 'not_found' : 'invalid'
  return Response.json({ error, message }, { status, headers: documentHeaders() })
}
