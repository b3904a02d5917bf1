import type { StatusPage } from '../status-page.ts'
import { incidentUrl } from './incident-record.ts'
import { envelopeOf, isoOrNull } from './instants.ts'
import type { NowDocument } from './schemas.ts'

/** `/api/candor/now.json`: the headline alone, for what asks often. */
export function nowDocument({ asOf, headline, open, isBeingSetUp }: StatusPage, url: string): NowDocument {
  const [only] = open
  return {
    ...envelopeOf(asOf),
    state: isBeingSetUp ? 'operational' : headline.state,
    text: headline.text,
    since: isoOrNull(headline.since),
    url: only && open.length === 1 ? incidentUrl(only.id, url) : url,
  }
}
