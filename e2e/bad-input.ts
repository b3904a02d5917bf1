import type { Typed } from './filled-form.ts'

/** Of the demo's story, by which paths and fields are told. */
export interface Ids {
  /** An incident that is open. */
  open: string
  /** One that is resolved. */
  resolved: string
  component: string
  archived: string
}

export interface BadInput {
  /** What is wrong, in a few words. */
  what: string
  /** Who sends it; the first part of the address. */
  by: 'dana' | 'priya' | 'sam' | 'vic'
  path: (ids: Ids) => string
  /** The words on the button of the form. */
  button: string
  typed: (ids: Ids) => Typed
  /** The field beside which the message stands; null where it stands above the form. */
  field: string | null
  says: RegExp
}

const opening = { by: 'priya', path: () => '/admin/incidents/new', button: 'Look, then publish' } as const
const updating = {
  by: 'priya',
  path: (ids: Ids) => `/admin/incidents/${ids.open}`,
  button: 'Look, then publish',
} as const
const planning = { by: 'priya', path: () => '/admin/maintenance/new', button: 'Look, then publish' } as const
const component = {
  by: 'dana',
  path: (ids: Ids) => `/admin/components/${ids.component}`,
  button: 'Save what customers read',
} as const
const operations = { ...component, button: 'Save for the team' } as const
const adding = { by: 'dana', path: () => '/admin/components', button: 'Add the component' } as const
const grouping = { by: 'dana', path: () => '/admin/components', button: 'Add the group' } as const

const times = (count: number, text = 'x') => text.repeat(count)

/** A form, what is wrong with what was typed, and what its sender is told. Each leaves everything as it was. */
export const incidentInput: BadInput[] = [
  { ...opening, what: 'no title', typed: () => ({ title: '' }), field: 'title', says: /The title is empty/ },
  { ...opening, what: 'a title of blanks', typed: () => ({ title: ' \t  ' }), field: 'title', says: /is empty/ },
  {
    ...opening,
    what: 'a title of control characters',
    typed: () => ({ title: '\u0007\u0008' }),
    field: 'title',
    says: /is empty/,
  },
  {
    ...opening,
    what: 'a title of marks that turn text around',
    typed: () => ({ title: '\u202e\u2066\u2069' }),
    field: 'title',
    says: /is empty/,
  },
  {
    ...opening,
    what: 'a title that is too long',
    typed: () => ({ title: times(256) }),
    field: 'title',
    says: /has 256 characters; at most 255 fit/,
  },
  {
    ...opening,
    what: 'a title of too many emoji',
    typed: () => ({ title: times(300, '🚨') }),
    field: 'title',
    says: /has 300 characters/,
  },
  {
    ...opening,
    what: 'a text that is too long',
    typed: () => ({ title: 'Checkout fails', body: times(25_001) }),
    field: 'body',
    says: /has 25001 characters; at most 25000 fit/,
  },
  {
    ...opening,
    what: 'a state that there is not',
    typed: () => ({ title: 'Checkout fails', status: 'exploding' }),
    field: 'status',
    says: /./,
  },
  {
    ...opening,
    what: 'an incident that opens as resolved',
    typed: () => ({ title: 'Checkout fails', status: 'resolved' }),
    field: 'status',
    says: /./,
  },
  {
    ...opening,
    what: 'a promise of nothing',
    typed: () => ({ title: 'Checkout fails', promise: '0' }),
    field: 'promise',
    says: /./,
  },
  {
    ...opening,
    what: 'a promise a year ahead',
    typed: () => ({ title: 'Checkout fails', promise: '525600' }),
    field: 'promise',
    says: /at most a week ahead/,
  },
  {
    ...opening,
    what: 'a promise of words',
    typed: () => ({ title: 'Checkout fails', promise: 'soon' }),
    field: 'promise',
    says: /./,
  },
  {
    ...opening,
    what: 'a component that there is not',
    typed: () => ({ title: 'Checkout fails', 'component:zzzzzzzzzzzz': 'major_outage' }),
    field: null,
    says: /does not exist any more/,
  },
  {
    ...opening,
    what: 'a component that was archived meanwhile',
    typed: (ids) => ({ title: 'Checkout fails', [`component:${ids.archived}`]: 'major_outage' }),
    field: null,
    says: /does not exist any more/,
  },
  {
    ...opening,
    what: 'a component status that there is not',
    typed: (ids) => ({ title: 'Checkout fails', [`component:${ids.component}`]: 'on_fire' }),
    field: null,
    says: /./,
  },
  {
    ...opening,
    what: 'a form that asks to publish at once with nothing in it',
    typed: () => ({ title: '', intent: 'publish' }),
    field: 'title',
    says: /is empty/,
  },
  {
    ...updating,
    what: 'an update that says nothing',
    typed: () => ({ body: '' }),
    field: 'body',
    says: /Write what customers need to know/,
  },
  {
    ...updating,
    what: 'an update of blanks',
    typed: () => ({ body: ' \n\n ' }),
    field: 'body',
    says: /Write what customers need to know/,
  },
  {
    ...updating,
    what: 'an update that is too long',
    typed: () => ({ body: times(25_001, 'ü') }),
    field: 'body',
    says: /has 25001 characters/,
  },
  {
    ...updating,
    what: 'a state of maintenance',
    typed: () => ({ body: 'Still on it.', status: 'completed' }),
    field: 'status',
    says: /Choose one of/,
  },
  {
    ...updating,
    what: 'a state that there is not',
    typed: () => ({ body: 'Still on it.', status: '<b>' }),
    field: 'status',
    says: /./,
  },
  {
    ...updating,
    what: 'an incident that there is not',
    typed: () => ({ body: 'Still on it.', incidentId: 'zzzzzzzzzzzz' }),
    field: null,
    says: /no such incident/,
  },
  {
    ...updating,
    what: 'an incident’s id that is no id',
    typed: () => ({ body: 'Still on it.', incidentId: `' or 1=1 --` }),
    field: null,
    says: /no such incident/,
  },
  {
    ...updating,
    what: 'no incident at all',
    typed: () => ({ body: 'Still on it.', incidentId: null }),
    field: null,
    says: /no such incident/,
  },
  {
    ...updating,
    what: 'a promise that is negative',
    typed: () => ({ body: 'Still on it.', promise: '-5' }),
    field: 'promise',
    says: /./,
  },
  {
    ...updating,
    what: 'a component that there is not',
    typed: () => ({ body: 'Still on it.', 'component:nowhere': 'operational' }),
    field: null,
    says: /does not exist any more/,
  },
]

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

export const componentInput: BadInput[] = [
  { ...adding, what: 'a component without a name', typed: () => ({ name: '' }), field: 'name', says: /is empty/ },
  {
    ...adding,
    what: 'a component with too long a name',
    typed: () => ({ name: times(121) }),
    field: 'name',
    says: /121 characters/,
  },
  {
    ...adding,
    what: 'a component in a group that there is not',
    typed: () => ({ name: 'Fax', groupId: 'nowhere' }),
    field: 'groupId',
    says: /./,
  },
  { ...grouping, what: 'a group without a name', typed: () => ({ name: ' ' }), field: 'name', says: /is empty/ },
  {
    ...grouping,
    what: 'a group with too long a name',
    typed: () => ({ name: times(300) }),
    field: 'name',
    says: /300 characters/,
  },
  { ...component, what: 'a name taken away', typed: () => ({ name: '' }), field: 'name', says: /is empty/ },
  {
    ...component,
    what: 'a description that is too long',
    typed: () => ({ description: times(5_000) }),
    field: 'description',
    says: /5000 characters/,
  },
  {
    ...component,
    what: 'a start that is no date',
    typed: () => ({ startsOn: '31.12.2025' }),
    field: 'startsOn',
    says: /./,
  },
  {
    ...component,
    what: 'a start in the future',
    typed: () => ({ startsOn: '2099-01-01' }),
    field: 'startsOn',
    says: /./,
  },
  {
    ...component,
    what: 'a group that there is not',
    typed: () => ({ groupId: '../..' }),
    field: 'groupId',
    says: /./,
  },
  {
    ...operations,
    what: 'a link that runs a script',
    typed: () => ({ runbookUrl: 'javascript:alert(1)' }),
    field: 'runbookUrl',
    says: /must begin with https/,
  },
  {
    ...operations,
    what: 'a link to a file',
    typed: () => ({ dashboardUrl: 'file:///etc/passwd' }),
    field: 'dashboardUrl',
    says: /must begin with https/,
  },
  {
    ...operations,
    what: 'a link that is too long',
    typed: () => ({ diagramUrl: `https://acme.example/${times(2_000)}` }),
    field: 'diagramUrl',
    says: /characters/,
  },
  {
    ...operations,
    what: 'an urgency that there is not',
    typed: () => ({ criticality: 'sometimes' }),
    field: 'criticality',
    says: /./,
  },
]
