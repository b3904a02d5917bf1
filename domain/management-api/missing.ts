import { z } from 'zod'
import { NotBuiltError, type Method, type Operation } from './operation.ts'
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

const subscribers = (method: Method, path: string, summary: string) =>
  missingOperation(
    {
      method,
      path: `/pages/{page_id}${path}`,
      group: 'Subscribers',
      summary,
      scope: method === 'GET' ? 'subscribers:read' : 'subscribers:write',
      needs: method === 'GET' ? 'viewer' : 'responder',
    },
    'subscriptions',
  )

const one = '/subscribers/{subscriber_id}'
const ofIncident = '/incidents/{incident_id}/subscribers'

const subscriberOperations = [
  subscribers('POST', '/subscribers/resend_confirmation', 'Asks subscribers again to confirm.'),
  subscribers('POST', '/subscribers/unsubscribe', 'Ends subscriptions.'),
  subscribers('POST', '/subscribers/reactivate', 'Takes up quarantined subscriptions again.'),
  subscribers('GET', '/subscribers/histogram_by_state', 'How many subscribers there are by type and state.'),
  subscribers('GET', '/subscribers/count', 'How many subscribers there are by type.'),
  subscribers('GET', '/subscribers/unsubscribed', 'Subscriptions that ended.'),
  subscribers('POST', '/subscribers', 'Subscribes somebody.'),
  subscribers('GET', '/subscribers', 'The subscribers.'),
  subscribers('POST', `${one}/resend_confirmation`, 'Asks a subscriber again to confirm.'),
  subscribers('DELETE', one, 'Ends a subscription.'),
  subscribers('PATCH', one, 'Changes to which components somebody subscribes.'),
  subscribers('GET', one, 'One subscriber.'),
  subscribers('POST', ofIncident, 'Subscribes somebody to an incident.'),
  subscribers('GET', ofIncident, 'The subscribers of an incident.'),
  subscribers('DELETE', `${ofIncident}/{subscriber_id}`, 'Ends a subscription to an incident.'),
  subscribers('GET', `${ofIncident}/{subscriber_id}`, 'One subscriber of an incident.'),
  subscribers('POST', `${ofIncident}/{subscriber_id}/resend_confirmation`, 'Asks a subscriber again to confirm.'),
]

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

export const missingOperations = [
  templates('POST', 'Adds a template.'),
  templates('GET', 'The templates.'),
  ...subscriberOperations,
]

/** Whole families of paths below a page that Candor leaves out, whatever the method. */
export const missingFamilies: readonly { path: RegExp; feature: string }[] = [
  { path: /^pages\/[^/]+\/(?:metrics|metrics_providers)(?:\/|$)/, feature: 'metrics' },
  {
    path: /^pages\/[^/]+\/(?:page_access_users|page_access_groups)(?:\/|$)/,
    feature: 'page access for single readers',
  },
  { path: /^pages\/[^/]+\/status_embed_config(?:\/|$)/, feature: 'settings of the embedded status' },
]
