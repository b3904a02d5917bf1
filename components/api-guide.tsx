import type { DescribedDocument, DocumentGroup } from '#domain/public/openapi/documents'
import type { DescribedOperation } from '#domain/public/openapi/management'
import { ManagementGuide } from './management-guide.tsx'
import { Section } from './section.tsx'

interface ApiGuideProps {
  documents: readonly DescribedDocument[]
  operations: readonly DescribedOperation[]
  /** What stands in the place of parameters, where the page has any. */
  examples: { slug: string | null; componentId: string | null; incidentId: string | null }
}

const introductions: Record<DocumentGroup, string> = {
  'Status API v2':
    'The same documents at the same paths as at Statuspage, key by key: clients that read one can read this page.',
  Candor:
    'Everything that the pages show, typed. Each has a version, the instant as of which it is true, and when that was last confirmed. Keys may be added; the version rises where one goes or means something else.',
  Feeds: 'Ids never change; what is updated or corrected moves its entry’s time.',
  Calendars: 'Subscribe to it in your calendar; it asks again by itself.',
  'Pictures and frames': 'For your own pages, tickets and chats.',
}

/** What programs can ask for, in one page that people can read. */
export function ApiGuide({ documents, operations, examples }: ApiGuideProps) {
  const groups = [...new Set(documents.map(({ group }) => group))]
  return (
    <>
      <p className="mt-3">
        What is listed here down to the management API can be read with GET, without a key, from any site’s scripts.
        Answers are kept for seconds and carry an ETag: ask with If-None-Match and you mostly hear 304. Please ask no
        more than once every ten seconds. What is not there is a 404 in JSON.
      </p>
      <p className="mt-3">
        <a href="/openapi.json">The same as OpenAPI 3.1</a>, for tools that make clients of it.
      </p>
      {groups.map((group) => (
        <Section key={group} title={group} id={idOf(group)}>
          <p className="mb-3.5 text-muted">{introductions[group]}</p>
          <ul role="list" className="divide-y divide-line rounded-panel border border-line bg-panel">
            {documents
              .filter((document) => document.group === group)
              .map((document) => (
                <li key={document.path} className="px-4.5 py-3.5 sm:px-6">
                  <Address document={document} examples={examples} />
                  <p>{document.summary}</p>
                  <Parameters document={document} />
                </li>
              ))}
          </ul>
        </Section>
      ))}
      <ManagementGuide operations={operations} />
    </>
  )
}

function Address({ document, examples }: Pick<ApiGuideProps, 'examples'> & { document: DescribedDocument }) {
  const href = exampleOf(document, examples)
  const path = <code className="font-semibold">{document.path}</code>
  return (
    <p>
      {href === null ? (
        path
      ) : (
        <a className="-my-2.5 inline-block py-2.5" href={href}>
          {path}
        </a>
      )}
    </p>
  )
}

function Parameters({ document }: { document: DescribedDocument }) {
  const asked = document.parameters.filter((parameter) => parameter.in === 'query')
  if (asked.length === 0) return null
  return (
    <ul role="list" className="mt-1 text-note text-muted">
      {asked.map(({ name, description, isRequired }) => (
        <li key={name}>
          <code>{name}</code>
          {`${isRequired ? '' : ' (optional)'}: ${description}`}
        </li>
      ))}
    </ul>
  )
}

/** An address of a document that is there; null where this page has none yet. */
function exampleOf({ path }: DescribedDocument, { slug, componentId, incidentId }: ApiGuideProps['examples']) {
  const id = path.startsWith('/api/v2/components/') ? componentId : incidentId
  if ((path.includes('{slug}') && slug === null) || (path.includes('{id}') && id === null)) return null
  const filled = path.replace('{slug}', encodeURIComponent(slug ?? '')).replace('{id}', id ?? '')
  if (path === '/at.json') return null
  return path === '/api/candor/uptime.json' ? `${filled}?group=all` : filled
}

function idOf(group: string): string {
  return group.toLowerCase().replace(/[^a-z0-9]+/g, '-')
}
