import { statusWords } from '#domain/status'
import type { TeamIncident } from '#domain/team/incident'
import { counted } from '../../../../../../components/durations.tsx'
import type { ActEffects, ActLine } from '../act-preview.ts'
import { effectLines } from '../corrections/effect-words.ts'

interface Merge {
  source: TeamIncident
  target: TeamIncident
  customers: number
}

/** Everything that merging an incident into another one does. */
export function mergeLines({ effects, year }: ActEffects, { source, target, customers }: Merge): ActLine[] {
  const into = `“${target.title}”`
  const staysInternal = source.isInternal && !target.isInternal
  const updates = counted(source.updates.length, 'update')
  const lines: ActLine[] = [
    {
      state: null,
      text: staysInternal
        ? `${updates} go to ${into}, for the team only: nothing of this incident becomes public.`
        : `${updates} go to ${into}, each marked with where it came from.`,
    },
  ]
  if (!source.isInternal) {
    lines.push({
      state: null,
      text: `Who follows the link to this incident is led to ${into}. No list shows it any more.`,
    })
  }
  const held = source.isOver ? [] : source.components
  for (const { name, status } of held) {
    const words = `${name} (${statusWords[status].toLowerCase()})`
    lines.push(
      staysInternal
        ? {
            state: null,
            text: `This incident lets go of ${words}, which never counted. Say it in an update of ${into}.`,
          }
        : { state: status, text: `${into} holds ${words} from now on.` },
    )
  }
  lines.push(
    ...effectLines({ ...effects, components: [] }, year).map(({ text }) => ({ state: null, text: `${text}.` })),
  )
  lines.push({
    state: 'operational',
    text: 'No component’s status and no uptime figure changes: each minute counts once.',
  })
  if (customers > 0) lines.push({ state: null, text: `${counted(customers, 'linked customer')} go along.` })
  if (target.lead) lines.push({ state: null, text: `${target.lead.name} holds the pen of ${into}, as before.` })
  lines.push({ state: null, text: 'It can’t be taken back.' })
  return lines
}
