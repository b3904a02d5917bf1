import { times, type BadInput, type Ids } from './bad-input.ts'

const about = (part: string) => (ids: Ids) => `/admin/incidents/${ids.open}/${part}`
const alarm = { by: 'priya', path: about('false-alarm'), button: 'Look, then mark it' } as const
const merging = {
  by: 'priya',
  path: (ids: Ids) => `/admin/incidents/${ids.resolved}/merge`,
  button: 'Look, then merge',
} as const
const impact = { by: 'priya', path: about('impact'), button: 'Set the impact' } as const
const lead = { by: 'priya', path: about('lead'), button: 'Hand the pen over' } as const
const publishing = {
  by: 'priya',
  path: (ids: Ids) => `/admin/incidents/${ids.internal}/publish`,
  button: 'Look, then publish',
} as const

/** What is wrong with what can be done to an incident as a whole. */
export const actInput: BadInput[] = [
  { ...alarm, what: 'a false alarm without a reason', typed: () => ({ reason: '' }), field: 'reason', says: /./ },
  {
    ...alarm,
    what: 'a false alarm with too long a reason',
    typed: () => ({ reason: times(5_001) }),
    field: 'reason',
    says: /characters/,
  },
  {
    ...alarm,
    what: 'a false alarm that is one already',
    typed: (ids) => ({ incidentId: ids.falseAlarm, reason: 'A probe failed.' }),
    field: null,
    says: /already/,
  },
  { ...merging, what: 'a merge into nothing', typed: () => ({ intoId: null }), field: 'intoId', says: /Choose/ },
  {
    ...merging,
    what: 'a merge into what there is not',
    typed: () => ({ intoId: 'zzzzzzzzzzzz' }),
    field: 'intoId',
    says: /no such incident/,
  },
  {
    ...merging,
    what: 'a merge into itself',
    typed: (ids) => ({ intoId: ids.resolved }),
    field: 'intoId',
    says: /into itself/,
  },
  {
    ...merging,
    what: 'a merge into an incident that is over',
    typed: (ids) => ({ incidentId: ids.open, intoId: ids.resolved }),
    field: 'intoId',
    says: /is over/,
  },
  {
    ...merging,
    what: 'a merge into a false alarm',
    typed: (ids) => ({ intoId: ids.falseAlarm }),
    field: 'intoId',
    says: /is a false alarm/,
  },
  {
    ...merging,
    what: 'a merge of a public incident into an internal one',
    typed: (ids) => ({ intoId: ids.internal }),
    field: 'intoId',
    says: /is internal/,
  },
  {
    ...merging,
    what: 'a merge into a maintenance',
    typed: (ids) => ({ intoId: ids.planned }),
    field: 'intoId',
    says: /is a maintenance/,
  },
  {
    ...impact,
    what: 'an impact that there is not',
    typed: () => ({ impact: 'apocalyptic', reason: 'it is' }),
    field: 'impact',
    says: /./,
  },
  {
    ...impact,
    what: 'another impact without a reason',
    typed: () => ({ impact: 'critical', reason: '' }),
    field: 'reason',
    says: /Say why/,
  },
  {
    ...impact,
    what: 'the impact that it has',
    typed: () => ({ impact: 'calculated', reason: 'it is' }),
    field: 'impact',
    says: /already/,
  },
  {
    ...lead,
    what: 'the pen for somebody who may not hold it',
    typed: (ids) => ({ personId: ids.viewer, note: 'Cards of two banks fail.' }),
    field: 'personId',
    says: /Choose somebody who can post/,
  },
  {
    ...lead,
    what: 'the pen handed over without a word',
    typed: () => ({ note: '' }),
    field: 'note',
    says: /./,
  },
  {
    ...publishing,
    what: 'something that is public already',
    typed: (ids) => ({ incidentId: ids.resolved }),
    field: null,
    says: /public already/,
  },
  {
    ...publishing,
    what: 'a promise that lies behind',
    typed: () => ({ promise: '-30' }),
    field: 'promise',
    says: /./,
  },
]
