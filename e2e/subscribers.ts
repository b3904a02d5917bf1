import { readFileSync } from 'node:fs'
import { dataFiles } from '#db/data-folder'
import { linkToken, type LinkUse } from '#domain/subscriptions/links'
import { readChoices } from '#domain/subscriptions/subscriber-record'
import { findByAddress } from '#domain/subscriptions/subscribing'
import { openForTest, type CandorServer } from './candor-server.ts'

export type Audience = 'public' | 'internal'

/** What a server's database knows of an address; null where it knows nothing. */
export function readSubscriber({ dataDir }: CandorServer, email: string, audience: Audience = 'public') {
  const db = openForTest(dataDir)
  const row = findByAddress(db, 'email', email, audience)
  const found = row && { row, choices: readChoices(db, row) }
  db.$client.close()
  return found
}

/** The link that a mail to this address holds. */
export function linkOf(server: CandorServer, email: string, use: LinkUse, audience?: Audience): string {
  const found = readSubscriber(server, email, audience)
  if (!found) throw new Error(`nobody has the address ${email}`)
  const key = readFileSync(dataFiles(server.dataDir).secretsKey, 'utf8').trim()
  return `${server.url}/subscriptions/${use}/${linkToken(key, use, found.row)}`
}
