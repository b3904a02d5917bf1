import { badgeAnswer } from '#app/doors/badge-answer'
import { endpoint } from '#app/doors/endpoint'
import { connection } from '#db/connection'
import { readComponentPage } from '#domain/public/history-page'
import { statusWords } from '#domain/status'

export const dynamic = 'force-dynamic'

/** A component's name and status as a picture. */
export const GET = endpoint<{ slug: string }>((_, { slug }) => {
  const found = readComponentPage(connection(), slug, Date.now())
  if (!found) return badgeAnswer('no_data', 'No such component', 404)
  const { component } = found
  if (component.archivedAt !== null) return badgeAnswer('no_data', `${component.name}: archived`)
  return badgeAnswer(component.status, `${component.name}: ${statusWords[component.status].toLowerCase()}`)
})
