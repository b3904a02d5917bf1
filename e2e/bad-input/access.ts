import { times, type BadInput } from './bad-input.ts'

const inviting = { by: 'dana', path: () => '/admin/people', button: 'Make the link' } as const
const token = { by: 'dana', path: () => '/admin/tokens', button: 'Make the token' } as const

/** What is wrong as people are invited. */
export const peopleInput: BadInput[] = [
  {
    ...inviting,
    what: 'an invitation of nobody',
    typed: () => ({ email: '' }),
    field: 'email',
    says: /Write an e-mail/,
  },
  {
    ...inviting,
    what: 'an invitation of what is no address',
    typed: () => ({ email: 'noor at acme' }),
    field: 'email',
    says: /Write an e-mail address/,
  },
  {
    ...inviting,
    what: 'an invitation of too long an address',
    typed: () => ({ email: `${times(250)}@acme.example` }),
    field: 'email',
    says: /at most 254 characters/,
  },
  {
    ...inviting,
    what: 'an invitation of markup',
    typed: () => ({ email: `"><img src=x onerror=alert(1)>@acme.example` }),
    field: 'email',
    says: /Write an e-mail address/,
  },
  {
    ...inviting,
    what: 'an invitation of a query',
    typed: () => ({ email: `' or 1=1 --@acme.example` }),
    field: 'email',
    says: /Write an e-mail address/,
  },
  {
    ...inviting,
    what: 'an invitation of somebody on the team, in other letters and with marks that turn text around',
    typed: () => ({ email: 'PRIYA\u202e@acme.example' }),
    field: 'email',
    says: /priya@acme\.example is on the team already/,
  },
  {
    ...inviting,
    what: 'an invitation to a role that there is not',
    typed: () => ({ email: 'noor@acme.example', role: 'emperor' }),
    field: 'role',
    says: /The role must be one of/,
  },
]

/** What is wrong as a token is made. */
export const tokenInput: BadInput[] = [
  { ...token, what: 'a token without a name', typed: () => ({ name: '' }), field: 'name', says: /is empty/ },
  {
    ...token,
    what: 'a token named with control characters',
    typed: () => ({ name: '\u0007\u202e' }),
    field: 'name',
    says: /is empty/,
  },
  {
    ...token,
    what: 'a token of too long a name',
    typed: () => ({ name: times(121) }),
    field: 'name',
    says: /has 121 characters; at most 120 fit/,
  },
  {
    ...token,
    what: 'a token with a role that there is not',
    typed: () => ({ name: 'Deploys', role: 'root' }),
    field: 'role',
    says: /The role must be one of/,
  },
  {
    ...token,
    what: 'a token with only some scopes, and none of them',
    typed: () => ({ name: 'Deploys', width: 'some', scopes: [] }),
    field: 'scopes',
    says: /Choose at least one scope/,
  },
  {
    ...token,
    what: 'a token with a scope that there is not',
    typed: () => ({ name: 'Deploys', width: 'some', scopes: ['everything:write'] }),
    field: 'scopes',
    says: /A scope must be one of/,
  },
  {
    ...token,
    what: 'a token for only some components, and none of them',
    typed: () => ({ name: 'Deploys', reach: 'some', componentIds: [] }),
    field: 'componentIds',
    says: /Choose at least one component/,
  },
  {
    ...token,
    what: 'a token for a component that there is not',
    typed: () => ({ name: 'Deploys', reach: 'some', componentIds: [`' or 1=1 --`] }),
    field: 'componentIds',
    says: /There is no component ' or 1=1 --/,
  },
  {
    ...token,
    what: 'a token that has ended',
    typed: () => ({ name: 'Deploys', expiresAt: '0' }),
    field: 'expiresAt',
    says: /is past/,
  },
  {
    ...token,
    what: 'a token that ends after words',
    typed: () => ({ name: 'Deploys', expiresAt: 'never' }),
    field: 'expiresAt',
    says: /Say when the token ends/,
  },
  {
    ...token,
    what: 'a token that lives too long',
    typed: () => ({ name: 'Deploys', expiresAt: '366' }),
    field: 'expiresAt',
    says: /at most 365 days/,
  },
]
