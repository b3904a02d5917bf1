import type { Telling } from '#domain/outbox/ledger'
import { durationWords } from '../../../../../../components/durations.tsx'
import { subscribersWords } from '../../../../parts/publication/recipient-words.ts'

const kindWords: Record<Telling['kind'], string> = {
  update: 'Update',
  correction: 'Correction',
  report: 'Follow-up report',
  actions_done: 'Action items done',
}

/** What a piece of news is called. */
export function tellingName({ kind, label }: Pick<Telling, 'kind' | 'label'>): string {
  return label ?? kindWords[kind]
}

/** How far it has come: `4,812 of 4,820 subscribers told within 90 seconds; 8 failed.` */
export function tellingWords(telling: Telling): string {
  const { isQuiet, isOpen, isHeld, isDropped, expected, total, told, failed, waiting, held, dropped, lastAfterMs } =
    telling
  if (isQuiet) return 'Posted quietly: nobody was told.'
  if (isHeld) {
    return `Held back until an owner decides: it is for ${subscribersWords(expected)}, more than may be told unasked.`
  }
  if (isDropped) return 'An owner decided that nobody is told.'
  if (total === 0) return isOpen ? 'The list of subscribers is being made.' : 'Nobody asked to hear of it.'
  const count = (number: number) => number.toLocaleString('en')
  const within = lastAfterMs === null || waiting > 0 ? '' : ` within ${shortWords(lastAfterMs)}`
  const parts = [
    `${count(told)} of ${subscribersWords(total)} told${within}`,
    ...(failed > 0 ? [`${count(failed)} failed`] : []),
    ...(dropped > 0 ? [`${count(dropped)} dropped by an owner`] : []),
    ...(waiting - held > 0 ? [`${count(waiting - held)} wait`] : []),
    ...(held > 0 ? [`${count(held)} held back until an owner decides`] : []),
    ...(isOpen ? ['more are being added'] : []),
  ]
  return `${parts.join('; ')}.`
}

/** Of so many whom news did not reach, who can't be sent it again; null where all can. */
export function unreachableWords(failed: number, again: number): string | null {
  if (failed <= again) return null
  const why = 'be reached now: the address refuses mail, or they left.'
  if (again === 0) return `None of those whom it did not reach can ${why}`
  return `${(failed - again).toLocaleString('en')} of the ${failed.toLocaleString('en')} can’t ${why}`
}

/** The address of the ledger of one piece of news. */
export function ledgerHref(incidentId: string, news: number, state?: string, page?: number): string {
  const query = new URLSearchParams({
    news: String(news),
    ...(state === undefined ? {} : { state }),
    ...(page === undefined ? {} : { page: String(page) }),
  })
  return `/admin/incidents/${incidentId}/told?${query.toString()}`
}

function shortWords(ms: number): string {
  const seconds = Math.max(1, Math.ceil(ms / 1_000))
  return seconds < 120 ? `${seconds} second${seconds === 1 ? '' : 's'}` : durationWords(ms)
}
