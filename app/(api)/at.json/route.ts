import { endpoint } from '#app/doors/endpoint'
import { documentHeaders } from '#app/doors/public-document'
import { config } from '#config'
import { connection } from '#db/connection'
import { readMoment } from '#domain/public/moment/moment'
import { problemWords } from '#domain/public/moment/problem-words'
import { momentDocument } from '#domain/public/moment/record'

export const dynamic = 'force-dynamic'

/** What was wrong at `?time=`, or between it and `&until=`, of `&component=` alone where it is named. */
export const GET = endpoint((request) => {
  const query = new URL(request.url).searchParams
  const said = (name: string) => query.get(name) ?? ''
  const asked = { time: said('time'), until: said('until'), component: said('component'), zone: said('zone') }
  const moment = readMoment(connection(), asked, Date.now())
  const document = momentDocument(moment, config().url)
  if (document) return Response.json(document, { headers: documentHeaders() })
  const [problem] = moment.problems
  const message = problem ? problemWords[problem] : 'Say a time: time=2026-11-24T14:05Z.'
  return Response.json({ error: 'invalid', message }, { status: 400, headers: documentHeaders() })
})
