import { z } from 'zod'
import { NotBuiltError, type Operation } from './operation.ts'
import { requirePage } from './pages.ts'

/** What Statuspage's automation may ask for and Candor has no feature for yet: 501, which says so. */

type Described = Pick<Operation, 'method' | 'path' | 'group' | 'summary' | 'scope' | 'needs'>

function missingOperation(described: Described, feature: string): Operation {
  return {
    ...described,
    query: z.object({}),
    body: null,
    answer: { status: 501, schema: null, isList: false },
    kept: (whole) => whole,
    run: ({ db, params }) => {
      requirePage(db, params.page_id)
      throw new NotBuiltError(`Candor has no ${feature} yet, so nothing was done.`)
    },
  }
}

const templates = (method: 'GET' | 'POST', summary: string) =>
  missingOperation(
    {
      method,
      path: '/pages/{page_id}/incident_templates',
      group: 'Templates',
      summary,
      scope: method === 'GET' ? 'incidents:read' : 'incidents:write',
      needs: method === 'GET' ? 'viewer' : 'responder',
    },
    'templates',
  )

export const missingOperations = [templates('POST', 'Adds a template.'), templates('GET', 'The templates.')]

/** Whole families of paths below a page that Candor leaves out, whatever the method. */
export const missingFamilies: readonly { path: RegExp; feature: string }[] = [
  { path: /^pages\/[^/]+\/(?:metrics|metrics_providers)(?:\/|$)/, feature: 'metrics' },
  {
    path: /^pages\/[^/]+\/(?:page_access_users|page_access_groups)(?:\/|$)/,
    feature: 'page access for single readers',
  },
  { path: /^pages\/[^/]+\/status_embed_config(?:\/|$)/, feature: 'settings of the embedded status' },
]
