import { times, type BadInput, type Ids } from './bad-input.ts'

const linking = {
  by: 'sam',
  path: (ids: Ids) => `/admin/incidents/${ids.open}/customers`,
  button: 'Link it',
} as const

export const customerInput: BadInput[] = [
  { ...linking, what: 'no customer', typed: () => ({ customer: '' }), field: 'customer', says: /is empty/ },
  {
    ...linking,
    what: 'a customer of control characters',
    typed: () => ({ customer: '\u0007\u202e' }),
    field: 'customer',
    says: /is empty/,
  },
  {
    ...linking,
    what: 'a customer of too many letters',
    typed: () => ({ customer: times(200) }),
    field: 'customer',
    says: /200 characters/,
  },
  {
    ...linking,
    what: 'a customer with too long an address',
    typed: () => ({ customer: `A-1 https://desk.example/${times(2_100)}` }),
    field: 'customer',
    says: /characters/,
  },
  {
    ...linking,
    what: 'a customer of an incident that there is not',
    typed: () => ({ customer: 'ACME-1', incidentId: 'zzzzzzzzzzzz' }),
    field: null,
    says: /no such incident/,
  },
]
