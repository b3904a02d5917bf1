import { times, type BadInput, type Ids } from './bad-input.ts'

const writing = {
  by: 'priya',
  path: (ids: Ids) => `/admin/incidents/${ids.owesReport}/report`,
  button: 'Save the draft',
} as const
const waiving = { ...writing, by: 'dana', button: 'Tell customers that no report is planned' } as const
const promising = { ...writing, button: 'Add the action item' } as const
const promise = { title: 'Warn before it ends', ownerRole: 'Platform', dueOn: '2099-01-01' }

/** What is wrong as a report is written. */
export const reportInput: BadInput[] = [
  {
    ...writing,
    what: 'a report that is too long',
    typed: () => ({ happened: times(25_001) }),
    field: 'happened',
    says: /25001 characters/,
  },
  {
    ...writing,
    what: 'a report of an incident that there is not',
    typed: () => ({ incidentId: 'zzzzzzzzzzzz', summary: 'It failed.' }),
    field: null,
    says: /no such incident/,
  },
  {
    ...writing,
    by: 'dana',
    button: 'Look, then publish',
    what: 'a report without its parts',
    typed: () => ({ summary: '', affected: '', happened: '', prevention: '' }),
    field: 'summary',
    says: /./,
  },
  {
    ...writing,
    by: 'dana',
    path: (ids) => `/admin/incidents/${ids.reported}/report`,
    button: 'Look, then publish',
    what: 'a preliminary version after the final one',
    typed: () => ({ kind: 'preliminary', summary: 'Cards failed.' }),
    field: null,
    says: /final report is published already/,
  },
  { ...waiving, what: 'no report without a reason', typed: () => ({ reason: '' }), field: 'reason', says: /./ },
  {
    ...waiving,
    what: 'no report with too long a reason',
    typed: () => ({ reason: times(2_001) }),
    field: 'reason',
    says: /characters/,
  },
  {
    ...promising,
    what: 'a promise of nothing',
    typed: () => ({ ...promise, title: '' }),
    field: 'title',
    says: /empty/,
  },
  {
    ...promising,
    what: 'a promise of nobody',
    typed: () => ({ ...promise, ownerRole: '' }),
    field: 'ownerRole',
    says: /empty/,
  },
  {
    ...promising,
    what: 'a promise for no day',
    typed: () => ({ ...promise, dueOn: 'soon' }),
    field: 'dueOn',
    says: /Choose the day/,
  },
  {
    ...promising,
    what: 'a promise for a day that there is not',
    typed: () => ({ ...promise, dueOn: '2099-02-30' }),
    field: 'dueOn',
    says: /./,
  },
]
