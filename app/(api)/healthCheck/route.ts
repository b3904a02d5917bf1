import { endpoint } from '#app/doors/endpoint'
import { readHealth } from '#db/connection'

export const dynamic = 'force-dynamic'

/** 200 only if the service can do its work, 500 with the names of the failing checks otherwise. */
export const GET = endpoint(() => {
  const { failing, ...more } = readHealth(Date.now())
  const isWell = failing.length === 0
  return Response.json({ status: isWell ? 'ok' : 'failing', failing, ...more }, { status: isWell ? 200 : 500 })
})
