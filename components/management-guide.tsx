import type { DescribedOperation } from '#domain/public/openapi/management'
import { Section } from './section.tsx'

/** What programs with a token can do, in words for people. */
export function ManagementGuide({ operations }: { operations: readonly DescribedOperation[] }) {
  const groups = [...new Set(operations.map(({ group }) => group))]
  return (
    <Section title="Management API" id="management-api">
      <p className="mb-3.5 text-muted">
        For the team’s own programs, as Statuspage’s: automation that was written for it works here once its host and
        its token are changed. An owner makes tokens in the admin area; send one as <code>Authorization: OAuth …</code>{' '}
        or <code>Bearer …</code>. Bodies are JSON or forms. A POST with an <code>Idempotency-Key</code> is done once,
        however often it is sent within a day. An error says what is wrong in <code>message</code>.
      </p>
      {groups.map((group) => (
        <section key={group} className="mt-5">
          <h3 className="mb-2 font-semibold">{group}</h3>
          <ul role="list" className="divide-y divide-line rounded-panel border border-line bg-panel">
            {operations
              .filter((operation) => operation.group === group)
              .map((operation) => (
                <Operation key={`${operation.method} ${operation.path}`} operation={operation} />
              ))}
          </ul>
        </section>
      ))}
    </Section>
  )
}

function Operation({ operation }: { operation: DescribedOperation }) {
  const { method, path, summary, scope, role, isMissing } = operation
  return (
    <li className="px-4.5 py-3.5 sm:px-6">
      <p>
        <code className="font-semibold break-words">{`${method} ${path}`}</code>
      </p>
      <p>{summary}</p>
      <p className="mt-1 text-note text-muted">
        {isMissing ? 'Not there yet: it is answered with 501.' : `For the role ${role}, with the scope ${scope}.`}
      </p>
    </li>
  )
}
