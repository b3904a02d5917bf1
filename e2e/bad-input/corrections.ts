import { times, type BadInput, type Ids } from './bad-input.ts'

const correcting = {
  by: 'priya',
  path: (ids: Ids) => `/admin/incidents/${ids.open}/updates/${ids.update}`,
  button: 'Look at the new words',
} as const
const renaming = {
  by: 'priya',
  path: (ids: Ids) => `/admin/incidents/${ids.resolved}/corrections`,
  button: 'Look at the new title',
} as const
const timing = { ...renaming, button: 'Look at the effect' } as const

const inWindow = (ids: Ids, field: string) => `window:${ids.window}:${field}`

/** What is wrong as what was told is corrected. */
export const correctionInput: BadInput[] = [
  { ...correcting, what: 'nothing changed', typed: () => ({ reason: 'why not' }), field: 'body', says: /Nothing is/ },
  {
    ...correcting,
    what: 'public words changed without a reason',
    typed: () => ({ body: 'Other words.', reason: '' }),
    field: 'reason',
    says: /Say why/,
  },
  {
    ...correcting,
    what: 'a reason of the one word before it',
    typed: () => ({ body: 'Other words.', reason: 'because ' }),
    field: 'reason',
    says: /Say why/,
  },
  {
    ...correcting,
    what: 'a reason that is too long',
    typed: () => ({ body: 'Other words.', reason: times(501) }),
    field: 'reason',
    says: /501 characters/,
  },
  {
    ...correcting,
    what: 'a time in the future',
    typed: () => ({ happenedAt: '2099-01-01T10:00', reason: 'the clock was wrong' }),
    field: 'happenedAt',
    says: /./,
  },
  {
    ...correcting,
    what: 'a time of words',
    typed: () => ({ happenedAt: 'yesterday', reason: 'the clock was wrong' }),
    field: 'happenedAt',
    says: /./,
  },
  {
    ...correcting,
    what: 'a typo that moves the time',
    typed: (ids) => ({ happenedAt: ids.afterUpdate, isMinor: 'on' }),
    field: 'isMinor',
    says: /A typo changes words only/,
  },
  {
    ...correcting,
    what: 'words changed that a colleague changed meanwhile',
    typed: () => ({ body: 'Other words.', reason: 'they were wrong', seen: 'an older text' }),
    field: null,
    says: /meanwhile|while you/,
  },
  {
    ...correcting,
    what: 'an update that there is not',
    typed: () => ({ body: 'Other words.', updateId: 'zzzzzzzzzzzz' }),
    field: null,
    says: /no such update/,
  },
  { ...renaming, what: 'a title taken away', typed: () => ({ title: '', reason: 'x' }), field: 'title', says: /empty/ },
  {
    ...renaming,
    what: 'the same title',
    typed: () => ({ reason: 'no reason' }),
    field: 'title',
    says: /its title already/,
  },
  {
    ...renaming,
    what: 'another title without a reason',
    typed: () => ({ title: 'Another title', reason: ' ' }),
    field: 'reason',
    says: /Say why/,
  },
  { ...timing, what: 'no window changed', typed: () => ({ reason: 'x' }), field: null, says: /Nothing is changed/ },
  {
    ...timing,
    what: 'a window that ends before it begins',
    typed: (ids) => ({ [inWindow(ids, 'endedAt')]: '2020-01-01T00:00', reason: 'the logs say so' }),
    field: ':endedAt',
    says: /does not lie after the start/,
  },
  {
    ...timing,
    what: 'a window that begins in the future',
    typed: (ids) => ({ [inWindow(ids, 'startedAt')]: '2099-01-01T00:00', reason: 'the logs say so' }),
    field: ':startedAt',
    says: /lies in the future/,
  },
  {
    ...timing,
    what: 'a window of the wrong year',
    typed: (ids) => ({ [inWindow(ids, 'startedAt')]: '1999-01-01T00:00', reason: 'the logs say so' }),
    field: ':startedAt',
    says: /year/,
  },
  {
    ...timing,
    what: 'a window of an incident that is over without an end',
    typed: (ids) => ({ [inWindow(ids, 'endedAt')]: '', reason: 'the logs say so' }),
    field: ':endedAt',
    says: /nothing can still last/,
  },
  {
    ...timing,
    what: 'a window of a component that there is not',
    typed: (ids) => ({ [inWindow(ids, 'componentId')]: 'nowhere', reason: 'the logs say so' }),
    field: ':componentId',
    says: /Choose a component/,
  },
  {
    ...timing,
    what: 'a window that says that nothing was wrong',
    typed: (ids) => ({ [inWindow(ids, 'status')]: 'operational', reason: 'the logs say so' }),
    field: ':status',
    says: /Choose what was wrong/,
  },
  {
    ...timing,
    what: 'a window taken away without a reason',
    typed: (ids) => ({ [inWindow(ids, 'isWithdrawn')]: 'on', reason: '' }),
    field: 'reason',
    says: /Say why/,
  },
  {
    ...timing,
    what: 'an incident that began in the future',
    typed: () => ({ startedAt: '2099-01-01T00:00', reason: 'the logs say so' }),
    field: 'startedAt',
    says: /./,
  },
]
