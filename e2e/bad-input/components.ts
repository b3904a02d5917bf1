import { times, type BadInput, type Ids } from './bad-input.ts'

const component = {
  by: 'dana',
  path: (ids: Ids) => `/admin/components/${ids.component}`,
  button: 'Save what customers read',
} as const
const operations = { ...component, button: 'Save for the team' } as const
const adding = { by: 'dana', path: () => '/admin/components', button: 'Add the component' } as const
const grouping = { by: 'dana', path: () => '/admin/components', button: 'Add the group' } as const

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
    typed: () => ({ startsAt: '31.12.2025' }),
    field: 'startsAt',
    says: /./,
  },
  {
    ...component,
    what: 'a start in the future',
    typed: () => ({ startsAt: '2099-01-01' }),
    field: 'startsAt',
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
