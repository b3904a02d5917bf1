import { statusWords, updateWords } from '#domain/status'

/** One thing that an act changed or said, in words; null where there was or is nothing of it. */
export interface ChangeLine {
  label: string
  before: string | null
  after: string | null
}

interface Words {
  /** A component's or a person's name by id. */
  nameOf: (id: string) => string | undefined
  /** An instant as it is told. */
  instantWords: (at: number) => string
}

type Fields = Record<string, unknown>

/** What an audit row says of before and after, for people: every field of which there is something to say. */
export function changeLines(before: unknown, after: unknown, words: Words): ChangeLine[] {
  if (isFields(after) && Array.isArray(after.records)) {
    const { records, ...said } = after
    const pairs = records.filter(isFields).flatMap((record) => linesOf(record.before, record.after, words))
    return [...pairs, ...linesOf(null, said, words)]
  }
  return linesOf(before, after, words)
}

function linesOf(before: unknown, after: unknown, words: Words): ChangeLine[] {
  const was = isFields(before) ? before : {}
  const is = isFields(after) ? after : {}
  // What an act did not touch is written down before it, but not after it.
  const names = isFields(after) && isFields(before) ? Object.keys(is) : [...Object.keys(was), ...Object.keys(is)]
  return [...new Set(names)].flatMap((name): ChangeLine[] => {
    if (unsaid.has(name)) return []
    const line = {
      label: labels[name] ?? plainWords(name),
      before: valueWords(name, was[name], words),
      after: valueWords(name, is[name], words),
    }
    return line.before === line.after ? [] : [line]
  })
}

/** Ids of the records themselves, and what follows from the rest. */
const unsaid = new Set([
  'id',
  'incidentId',
  'updateId',
  'windowId',
  'versionId',
  'actionItemId',
  'linkId',
  'intoId',
  'isPublic',
  'seenUpdateId',
  'updatedAt',
  'createdAt',
])

const labels: Record<string, string> = {
  body: 'Text',
  status: 'State',
  components: 'Components',
  componentId: 'Component',
  componentIds: 'Components',
  promise: 'Next update',
  isInternal: 'Internal',
  isMinor: 'A typo only',
  isPreliminary: 'Preliminary',
  happenedAt: 'Happened',
  startedAt: 'Began',
  endedAt: 'Ended',
  resolvedAt: 'Ended',
  scheduledFor: 'Begins',
  scheduledUntil: 'Ends',
  remindMinutes: 'Reminder, minutes before',
  personId: 'Person',
  leadId: 'Holds the pen',
  ownerRole: 'Owner',
  dueOn: 'Due on',
  url: 'Link',
  updates: 'Updates that became public or moved',
  toldById: 'Told by',
}

const statuses: Record<string, string> = { ...updateWords, ...statusWords }
const promises: Record<string, string> = { default: 'as usual', none: 'no promise' }

function valueWords(name: string, value: unknown, words: Words): string | null {
  if (value === undefined || value === null || value === '' || value === false) return null
  if (value === true) return 'yes'
  if (Array.isArray(value)) {
    return value.map((item) => valueWords('', item, words) ?? '').join(', ') || null
  }
  if (isFields(value)) return fieldsWords(value, words)
  if (typeof value === 'number') {
    if (/(?:At|For|Until)$/.test(name)) return words.instantWords(value)
    return name === 'promise' ? `in ${value} minutes` : String(value)
  }
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  if (name === 'promise') return promises[text] ?? text
  return words.nameOf(text) ?? statuses[text] ?? text
}

/** "Checkout: Partial outage", or each field by its name. */
function fieldsWords(fields: Fields, words: Words): string {
  const { componentId, status } = fields
  if (typeof componentId === 'string' && typeof status === 'string') {
    return `${words.nameOf(componentId) ?? 'a component'}: ${(statuses[status] ?? status).toLowerCase()}`
  }
  return linesOf(null, fields, words)
    .map(({ label, after }) => `${label}: ${after ?? 'none'}`)
    .join(', ')
}

function plainWords(name: string): string {
  const text = name.replace(/([a-z])([A-Z])/g, '$1 $2').replaceAll('_', ' ')
  return text.charAt(0).toUpperCase() + text.slice(1).toLowerCase()
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
