import type { Connection } from '#db/connection'
import { terminal } from '#db/demo/actors'
import { write } from '#domain/database'
import { openIncident } from '#domain/incidents/incidents'
import { postUpdate } from '#domain/incidents/incident-updates'

/** After so many updates an incident ends and the next begins, so that the page does not grow with the bench. */
const updatesEach = 20

export interface Posting {
  number: number
  /** How long the update's transaction took, and a bare insert of one row just before it. */
  commitMs: number
  insertMs: number
}

/** Posts updates that are numbered from 1 on, each in one transaction; the newest is of an open incident always. */
export function prepareUpdates(db: Connection): () => Posting {
  db.$client.exec('create table bench_rows (body text)')
  const insert = db.$client.prepare('insert into bench_rows (body) values (?)')
  const component = db.$client.prepare<[], string>('select id from components order by position').pluck().get() ?? ''
  let number = 0
  let incidentId = ''
  return () => {
    number++
    const body = `Update number ${number} of the bench.`
    const insertMs = timed(() => insert.run(body))
    const commitMs = timed(() => {
      if (number % updatesEach === 1) incidentId = turnPage(db, incidentId, component, body)
      else postUpdate(db, terminal, { incidentId, status: 'identified', body }, Date.now())
    })
    return { number, commitMs, insertMs }
  }
}

/** Opens an incident and ends the one before it. Returns the new one's id. */
function turnPage(db: Connection, endedId: string, componentId: string, body: string): string {
  return write(db, (tx) => {
    const now = Date.now()
    if (endedId !== '') {
      postUpdate(tx, terminal, { incidentId: endedId, status: 'resolved', body: 'It works again.' }, now)
    }
    const components = [{ componentId, status: 'degraded_performance' as const }]
    return openIncident(tx, terminal, { title: 'Checkout refuses card payments', body, components }, now)
  })
}

/** The newest update that a text shows; 0 for none. */
export function newestIn(text: string): number {
  return Math.max(0, ...[...text.matchAll(/Update number (\d+) of the bench/g)].map((match) => Number(match[1])))
}

function timed(run: () => unknown): number {
  const startedAt = performance.now()
  run()
  return performance.now() - startedAt
}
