import type { Consequence } from '#domain/team/rehearsals'
import { IncidentCard } from '../../../../components/incident/incident-card.tsx'
import { stateText } from '../../../../components/state-colors.tsx'
import { StateIcon } from '../../../../components/state-icon.tsx'
import { consequenceWords } from './consequence-words.ts'
import { useFrame } from '../frame.tsx'
import type { Preview } from './publication.ts'
import { countOf, recipientWords } from './recipient-words.ts'

/** What customers would see, by the same component as on the page, and what publishing does besides. */
export function PreviewPanel({ preview }: { preview: Preview }) {
  const { incident, consequences, recipients, now, timeZone } = preview
  const { mostRecipients } = useFrame()
  if (!incident) {
    return (
      <p className="mt-3 rounded-panel border-2 border-dashed border-no-data bg-no-data-tint p-5">
        It is <strong className="font-semibold">internal</strong>: only the team sees it, and the page’s components stay
        as they are.
        {countOf(recipients) > 0 && ` Internal subscribers hear of it: ${recipientWords(recipients, mostRecipients)}`}
      </p>
    )
  }
  return (
    <>
      <div className="mt-3 rounded-panel border border-line bg-page p-3 sm:p-5">
        <IncidentCard incident={incident} now={now} timeZone={timeZone} isPreview />
      </div>
      <h3 className="mt-5 font-semibold">Publishing does this</h3>
      <ul className="mt-1.5 grid gap-1" role="list">
        <li className="flex gap-2">
          <span className="mt-1 text-muted">
            <StateIcon state="operational" />
          </span>
          It is public at once, on the page and under its own address.
        </li>
        <li className="flex gap-2">
          <span className="mt-1 text-muted">
            <StateIcon state={countOf(recipients) > 0 ? 'operational' : 'no_data'} />
          </span>
          {recipientWords(recipients, mostRecipients)}
        </li>
        {consequences.map((consequence) => (
          <ConsequenceLine key={consequence.componentId} consequence={consequence} />
        ))}
      </ul>
    </>
  )
}

function ConsequenceLine({ consequence }: { consequence: Consequence }) {
  return (
    <li className="flex gap-2">
      <span className={`mt-1 ${stateText[consequence.to]}`}>
        <StateIcon state={consequence.to} />
      </span>
      {consequenceWords(consequence)}
    </li>
  )
}
