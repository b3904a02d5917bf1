import type { Metadata } from 'next'
import { readForPage } from '#app/doors/page-read'
import { requireSession } from '#app/doors/session'
import { mayAct } from '#domain/actor'
import { listComponentStatuses } from '#domain/components/component-statuses'
import { readPage } from '#domain/page'
import { listTokens } from '#domain/tokens/tokens'
import { NotAllowed } from '../../parts/not-allowed.tsx'
import { PageTitle } from '../../parts/page-title.tsx'
import { Panel } from '../../parts/panel.tsx'
import { RevokeForm } from './revoke-form.tsx'
import { TokenFacts } from './token-facts.tsx'
import { TokenForm } from './token-form.tsx'

export const metadata: Metadata = { title: 'API tokens' }

export default async function TokensPage() {
  const { actor } = await requireSession('/admin/tokens')
  if (!mayAct(actor.role, 'owner')) {
    return (
      <div className="max-w-[46rem]">
        <PageTitle title="API tokens" />
        <NotAllowed role={actor.role} needed="owner" what="see and make the tokens with which programs act" />
      </div>
    )
  }
  const now = Date.now()
  const { tokens, components, timeZone } = await readForPage((db) => ({
    tokens: listTokens(db),
    components: listComponentStatuses(db, now),
    timeZone: readPage(db).timeZone,
  }))
  const working = tokens.filter((token) => token.revokedAt === null && token.expiresAt > now)
  const ended = tokens.filter((token) => !working.includes(token))
  return (
    <div className="max-w-[46rem]">
      <PageTitle title="API tokens" />
      <p className="mt-2 text-muted">
        With a token a program acts on this page: it opens incidents, sets components, reads the audit log. What it can
        ask stands on <a href="/api">the page about the API</a>.
      </p>
      <Panel title={<span id="tokens">Tokens that work</span>}>
        {working.length === 0 && <p className="mt-3 text-muted">No program can act on this page.</p>}
        <ul className="mt-2" role="list">
          {working.map((token) => (
            <li key={token.id} className="border-line py-4 not-first:border-t">
              <TokenFacts token={token} now={now} timeZone={timeZone} />
              <RevokeForm id={token.id} name={token.name} />
            </li>
          ))}
        </ul>
      </Panel>
      <Panel title="Make a token">
        <TokenForm components={components.map(({ id, name }) => ({ value: id, label: name }))} />
      </Panel>
      {ended.length > 0 && (
        <Panel title="Tokens that ended">
          <ul className="mt-2" role="list">
            {ended.map((token) => (
              <li key={token.id} className="border-line py-4 not-first:border-t">
                <TokenFacts token={token} now={now} timeZone={timeZone} />
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </div>
  )
}
