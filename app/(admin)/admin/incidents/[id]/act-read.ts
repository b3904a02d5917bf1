import { cache } from 'react'
import { readForPage } from '#app/doors/page-read'
import { readPage } from '#domain/page'
import { readTeamIncident } from '#domain/team/incident'

/** What every page of one act on an incident shows, read once for it and its title. */
export const readForAct = cache((id: string) => {
  const now = Date.now()
  return readForPage((db) => ({ now, page: readPage(db), incident: readTeamIncident(db, id, now) }))
})

export interface ActPageProps {
  params: Promise<{ id: string }>
}
