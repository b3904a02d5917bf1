import type { z } from 'zod'
import {
  actionsSchema,
  incidentDocumentSchema as candorIncidentSchema,
  nowSchema,
  summarySchema,
} from '../candor-api/schemas.ts'
import { jsonFeedSchema } from '../feeds/json-feed-schema.ts'
import { momentSchema } from '../moment/record.ts'
import {
  componentDocumentSchema,
  historySchema,
  incidentDocumentSchema,
  statusApiSchemas,
} from '../status-api/schemas.ts'
import { uptimeSchema } from '../uptime/figure-schema.ts'

/** A parameter of a document's address. */
export interface Parameter {
  name: string
  in: 'path' | 'query'
  isRequired: boolean
  description: string
}

export type DocumentGroup = 'Status API v2' | 'Candor' | 'Feeds' | 'Calendars' | 'Pictures and frames'

/** A document that programs can ask for; pages and descriptions are made of these. */
export interface DescribedDocument {
  group: DocumentGroup
  /** With `{name}` where a parameter stands. */
  path: string
  /** What it holds, in one sentence. */
  summary: string
  mediaType: string
  parameters: Parameter[]
  /** The name and the schema of its JSON; null for other formats. */
  schema: { name: string; shape: z.ZodType } | null
}

const json = 'application/json'
const incidentId: Parameter = { name: 'id', in: 'path', isRequired: true, description: 'The id of an incident.' }
const slug: Parameter = { name: 'slug', in: 'path', isRequired: true, description: 'The slug of a component.' }
const asked = (name: string, description: string, isRequired = false): Parameter => ({
  name,
  in: 'query',
  isRequired,
  description,
})

const v2 = (path: keyof typeof statusApiSchemas, name: string, summary: string): DescribedDocument => ({
  group: 'Status API v2',
  path: `/api/v2/${path}`,
  summary,
  mediaType: json,
  parameters: [],
  schema: { name, shape: statusApiSchemas[path] },
})

const statusApi: DescribedDocument[] = [
  v2(
    'summary.json',
    'Summary',
    'All components, open incidents, maintenance that is planned or under way, and the status.',
  ),
  v2('status.json', 'Status', 'The page in a word and a line.'),
  v2('components.json', 'Components', 'All components and groups with their status.'),
  {
    ...v2('components.json', 'Component', 'One component or group.'),
    path: '/api/v2/components/{id}.json',
    parameters: [{ ...incidentId, description: 'The id of a component or a group.' }],
    schema: { name: 'Component', shape: componentDocumentSchema },
  },
  v2('incidents.json', 'Incidents', 'The 50 newest incidents, resolved ones too.'),
  v2('incidents/unresolved.json', 'UnresolvedIncidents', 'Incidents that are open.'),
  v2('scheduled-maintenances.json', 'Maintenances', 'The 50 newest maintenances, completed ones too.'),
  v2('scheduled-maintenances/upcoming.json', 'UpcomingMaintenances', 'Maintenance that is planned.'),
  v2('scheduled-maintenances/active.json', 'ActiveMaintenances', 'Maintenance that is under way.'),
  {
    ...v2('incidents.json', 'Incident', 'One incident with its post-mortem; an old id leads to the new one.'),
    path: '/incidents/{id}.json',
    parameters: [incidentId],
    schema: { name: 'Incident', shape: incidentDocumentSchema },
  },
  {
    ...v2('incidents.json', 'History', 'Three months of history.'),
    path: '/history.json',
    parameters: [asked('page', '1 is the newest.')],
    schema: { name: 'History', shape: historySchema },
  },
]

const own = (
  path: string,
  name: string,
  shape: z.ZodType,
  summary: string,
  parameters: Parameter[] = [],
): DescribedDocument => ({ group: 'Candor', path, summary, mediaType: json, parameters, schema: { name, shape } })

const candor: DescribedDocument[] = [
  own(
    '/api/candor/summary.json',
    'CandorSummary',
    summarySchema,
    'Everything that the front page shows: the headline in words, promises, windows, corrections, reports that are due.',
  ),
  own('/api/candor/now.json', 'CandorNow', nowSchema, 'The headline alone, for what asks often.'),
  own(
    '/api/candor/incidents/{id}.json',
    'CandorIncident',
    candorIncidentSchema,
    'One incident whole: updates with their earlier versions, windows, corrections, promise, report and action items.',
    [incidentId],
  ),
  own(
    '/api/candor/uptime.json',
    'CandorUptime',
    uptimeSchema,
    'The uptime of a component or a group over a period, and everything that it is made of. Also as uptime.csv.',
    [
      asked('component', 'The slug of a component.'),
      asked('group', 'The id of a group, or all; instead of a component.'),
      asked('period', '2026-11, 2026-11-24 or last-90-days, which it is unless told.'),
    ],
  ),
  own(
    '/api/candor/actions.json',
    'CandorActions',
    actionsSchema,
    'What follow-up reports promise, and how it stands.',
    [asked('state', 'open, late, done or dropped; all unless told.'), asked('page', '1 comes first.')],
  ),
  own('/at.json', 'CandorMoment', momentSchema, 'What was wrong at an instant, or between two.', [
    asked('time', 'Like 2026-11-24T14:05Z; without an offset by the clock of zone.', true),
    asked('until', 'The end of a stretch of at most 31 days.'),
    asked('component', 'The slug of a component; all unless told.'),
    asked('zone', 'An IANA time zone; the page’s unless told.'),
  ]),
]

const places = [
  { below: '', of: 'of everything', name: 'Feed', parameters: [] as Parameter[] },
  { below: '/components/{slug}', of: 'of one component', name: 'Feed', parameters: [slug] },
  {
    below: '/incidents/{id}',
    of: 'of one incident, with an entry for each update',
    name: 'Feed',
    parameters: [incidentId],
  },
] as const

const feeds: DescribedDocument[] = places.flatMap(({ below, of, name, parameters }) =>
  [
    { format: 'history.atom', words: 'Atom', mediaType: 'application/atom+xml', schema: null },
    { format: 'history.rss', words: 'RSS', mediaType: 'application/rss+xml', schema: null },
    {
      format: 'feed.json',
      words: 'JSON Feed',
      mediaType: 'application/feed+json',
      schema: { name, shape: jsonFeedSchema },
    },
  ].map(({ format, words, mediaType, schema }) => ({
    group: 'Feeds' as const,
    path: `${below}/${format}`,
    summary: `The feed ${of}, as ${words}.`,
    mediaType,
    parameters: [...parameters],
    schema,
  })),
)

const calendars: DescribedDocument[] = [
  { below: '', of: 'All maintenance', parameters: [] },
  { below: '/components/{slug}', of: 'Maintenance of one component', parameters: [slug] },
].map(({ below, of, parameters }) => ({
  group: 'Calendars',
  path: `${below}/maintenance.ics`,
  summary: `${of} as iCalendar. What is moved or cancelled is so in the calendar too.`,
  mediaType: 'text/calendar',
  parameters,
  schema: null,
}))

const picture = (
  path: string,
  summary: string,
  mediaType: string,
  parameters: Parameter[] = [],
): DescribedDocument => ({
  group: 'Pictures and frames',
  path,
  summary,
  mediaType,
  parameters,
  schema: null,
})

const pictures: DescribedDocument[] = [
  picture('/badge.svg', 'The headline as a badge, for light and dark ground.', 'image/svg+xml'),
  picture('/components/{slug}/badge.svg', 'A component’s status as a badge.', 'image/svg+xml', [slug]),
  picture('/embed', 'Headline and open incidents, small enough for a frame.', 'text/html'),
  picture(
    '/embed.js',
    'A script that shows a banner while something is wrong, and nothing else.',
    'application/javascript',
  ),
  picture('/og.png', 'The page as a picture of 1200 × 630, for links in messages.', 'image/png'),
  picture('/incidents/{id}/og.png', 'An incident as a picture of 1200 × 630.', 'image/png', [incidentId]),
]

/** Every document that programs can ask for, in the order in which people read of them. */
export const documents: readonly DescribedDocument[] = [...statusApi, ...candor, ...feeds, ...calendars, ...pictures]
