import { connection as requestTime } from 'next/server'
import { connection } from '#db/connection'
import { readStatusPage } from '#domain/status-page'

export default async function HomePage() {
  await requestTime()
  const status = readStatusPage(connection(), Date.now())
  return <main className="mx-auto max-w-[46rem] px-5">{status.headline.text}</main>
}
