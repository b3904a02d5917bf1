import type { BadInput, Ids } from './bad-input.ts'

const about = (part: string) => (ids: Ids) => `/admin/incidents/${ids.open}${part}`

/** Forms sent by people to whom the page shows none. */
export const roleInput: BadInput[] = [
  {
    what: 'an incident opened by support',
    by: 'priya',
    sentBy: 'sam',
    path: () => '/admin/incidents/new',
    button: 'Look, then publish',
    typed: () => ({ title: 'Checkout fails', body: 'It does.', intent: 'publish' }),
    field: null,
    says: /needs the role responder; you have support/,
  },
  {
    what: 'words corrected by support',
    by: 'priya',
    sentBy: 'sam',
    path: (ids) => `/admin/incidents/${ids.open}/updates/${ids.update}`,
    button: 'Look at the new words',
    typed: () => ({ body: 'Other words.', reason: 'they were wrong', intent: 'publish' }),
    field: null,
    says: /needs the role responder; you have support/,
  },
  {
    what: 'a false alarm by a viewer',
    by: 'priya',
    sentBy: 'vic',
    path: about('/false-alarm'),
    button: 'Look, then mark it',
    typed: () => ({ reason: 'A probe failed.', intent: 'publish' }),
    field: null,
    says: /needs the role responder; you have viewer/,
  },
  {
    what: 'a merge by support',
    by: 'priya',
    sentBy: 'sam',
    path: (ids) => `/admin/incidents/${ids.resolved}/merge`,
    button: 'Look, then merge',
    typed: (ids) => ({ intoId: ids.open, intent: 'publish' }),
    field: null,
    says: /needs the role responder; you have support/,
  },
  {
    what: 'settings by a responder',
    by: 'dana',
    sentBy: 'priya',
    path: () => '/admin/settings',
    button: 'Save the name',
    typed: () => ({ name: 'Mine' }),
    field: null,
    says: /owner/,
  },
  {
    what: 'a customer linked by a viewer',
    by: 'sam',
    sentBy: 'vic',
    path: about('/customers'),
    button: 'Link it',
    typed: () => ({ customer: 'ACME-1' }),
    field: null,
    says: /support/,
  },
]
