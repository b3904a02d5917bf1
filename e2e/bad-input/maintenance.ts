import { times, type BadInput } from './bad-input.ts'

const planning = { by: 'priya', path: () => '/admin/maintenance/new', button: 'Look, then publish' } as const

export const maintenanceInput: BadInput[] = [
  { ...planning, what: 'no title', typed: () => ({ title: '' }), field: 'title', says: /is empty/ },
  {
    ...planning,
    what: 'no times',
    typed: () => ({ title: 'Work', scheduledFor: '', scheduledUntil: '' }),
    field: 'scheduledFor',
    says: /./,
  },
  {
    ...planning,
    what: 'times of words',
    typed: () => ({ title: 'Work', scheduledFor: 'tomorrow', scheduledUntil: 'later' }),
    field: 'scheduledFor',
    says: /./,
  },
  {
    ...planning,
    what: 'a day that there is not',
    typed: () => ({ title: 'Work', scheduledFor: '2027-02-30T10:00', scheduledUntil: '2027-03-01T10:00' }),
    field: 'scheduledFor',
    says: /./,
  },
  {
    ...planning,
    what: 'an end before the start',
    typed: () => ({ title: 'Work', scheduledFor: '2027-03-01T10:00', scheduledUntil: '2027-03-01T09:00' }),
    field: 'scheduledUntil',
    says: /end lies before the start/,
  },
  {
    ...planning,
    what: 'an end that is the start',
    typed: () => ({ title: 'Work', scheduledFor: '2027-03-01T10:00', scheduledUntil: '2027-03-01T10:00' }),
    field: 'scheduledUntil',
    says: /./,
  },
  {
    ...planning,
    what: 'a text that is too long',
    typed: () => ({
      title: 'Work',
      body: times(25_001),
      scheduledFor: '2027-03-01T10:00',
      scheduledUntil: '2027-03-01T11:00',
    }),
    field: 'body',
    says: /25001 characters/,
  },
  {
    ...planning,
    what: 'a component that there is not',
    typed: () => ({
      title: 'Work',
      componentIds: ['nowhere'],
      scheduledFor: '2027-03-01T10:00',
      scheduledUntil: '2027-03-01T11:00',
    }),
    field: null,
    says: /does not exist any more/,
  },
]
