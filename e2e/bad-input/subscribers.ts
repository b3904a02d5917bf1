import { times, type BadInput } from './bad-input.ts'

const path = () => '/admin/subscribers'
const adding = { by: 'dana', path, button: 'Add the subscriber' } as const
const importing = { by: 'dana', path, button: 'Look through the file' } as const
const stated = { email: 'noor@example.com', way: 'stated', consentedAt: '2026-01-05', consentSource: 'a contract' }
const head = 'email,consent_date,consent_source'

/** What is wrong as somebody is added, or a list imported. */
export const subscriberInput: BadInput[] = [
  { ...adding, what: 'nobody', typed: () => ({ email: '' }), field: 'email', says: /This is no e-mail address/ },
  {
    ...adding,
    what: 'what is no address',
    typed: () => ({ email: 'noor at example' }),
    field: 'email',
    says: /This is no e-mail address/,
  },
  {
    ...adding,
    what: 'too long an address',
    typed: () => ({ email: `${times(250)}@example.com` }),
    field: 'email',
    says: /at most 254 characters/,
  },
  {
    ...adding,
    what: 'a chat that is none',
    typed: () => ({ way: 'chat', url: 'https://example.com/hook' }),
    field: 'url',
    says: /This is no chat’s address/,
  },
  {
    ...adding,
    what: 'only parts, and none of them',
    typed: () => ({ email: 'noor@example.com', scope: 'parts' }),
    field: 'componentIds',
    says: /at least one component/,
  },
  {
    ...adding,
    what: 'a component that there is not',
    typed: () => ({ email: 'noor@example.com', scope: 'parts', componentIds: [`' or 1=1 --`] }),
    field: 'componentIds',
    says: /is not on this page any more/,
  },
  {
    ...adding,
    what: 'a rhythm that there is not',
    typed: () => ({ email: 'noor@example.com', cadence: 'hourly' }),
    field: 'cadence',
    says: /Invalid option/,
  },
  {
    ...adding,
    what: 'consent without a day',
    typed: () => ({ ...stated, consentedAt: '' }),
    field: 'consentedAt',
    says: /Say on which day/,
  },
  {
    ...adding,
    what: 'consent on a day that there is not',
    typed: () => ({ ...stated, consentedAt: '2026-02-31' }),
    field: 'consentedAt',
    says: /Say on which day/,
  },
  {
    ...adding,
    what: 'consent in the future',
    typed: () => ({ ...stated, consentedAt: '2199-01-01' }),
    field: 'consentedAt',
    says: /still to come/,
  },
  {
    ...adding,
    what: 'consent without a source',
    typed: () => ({ ...stated, consentSource: ' ' }),
    field: 'consentSource',
    says: /is empty/,
  },
  {
    ...adding,
    by: 'priya',
    what: 'consent that a responder states',
    typed: () => stated,
    field: null,
    says: /Only an owner states/,
  },
  { ...importing, what: 'no file', typed: () => ({}), field: 'file', says: /Choose a CSV file/ },
  {
    ...importing,
    what: 'a file without the names of its columns',
    typed: () => ({ csv: 'noor@example.com\n' }),
    field: 'file',
    says: /The first line must name the columns/,
  },
  {
    ...importing,
    what: 'a file whose quotation mark stays open',
    typed: () => ({ csv: `${head}\nnoor@example.com,2026-01-05,"a contract\n` }),
    field: 'file',
    says: /no CSV/,
  },
  {
    ...importing,
    what: 'too large a file',
    typed: () => ({ csv: `${head}\n${times(400_001)}` }),
    field: 'file',
    says: /at most 400 KB/,
  },
]
