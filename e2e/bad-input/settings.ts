import { times, type BadInput } from './bad-input.ts'

const settings = { by: 'dana', path: () => '/admin/settings' } as const
const naming = { ...settings, button: 'Save the name' } as const
const contact = { ...settings, button: 'Save the contact and links' } as const
const colour = { ...settings, button: 'Save the accent colours' } as const
const promises = { ...settings, button: 'Save the usual promises' } as const
const provider = { by: 'dana', path: () => '/admin/settings/single-sign-on', button: 'Save the provider' } as const
const words = { by: 'dana', path: () => '/admin/settings/words/update', button: 'Look, then save' } as const
const rules = { ...settings, button: 'Save the rules of reports' } as const

export const settingsInput: BadInput[] = [
  { ...naming, what: 'a page without a name', typed: () => ({ name: ' ' }), field: 'name', says: /is empty/ },
  {
    ...naming,
    what: 'a page of too long a name',
    typed: () => ({ name: times(81) }),
    field: 'name',
    says: /81 characters/,
  },
  {
    ...naming,
    what: 'a name over settings that were not loaded',
    typed: () => ({ name: 'Other', seen: 'x' }),
    field: null,
    says: /Load the settings again/,
  },
  {
    ...contact,
    what: 'a contact that is no address',
    typed: () => ({ supportEmail: 'help at acme' }),
    field: 'supportEmail',
    says: /Write an e-mail address/,
  },
  {
    ...contact,
    what: 'a contact that runs a script',
    typed: () => ({ supportUrl: 'javascript:alert(1)' }),
    field: 'supportUrl',
    says: /must begin with https/,
  },
  {
    ...contact,
    what: 'a link that runs a script',
    typed: () => ({ links: 'Imprint javascript:alert(1)' }),
    field: 'links',
    says: /must begin with https/,
  },
  {
    ...contact,
    what: 'a link without an address',
    typed: () => ({ links: 'Imprint' }),
    field: 'links',
    says: /has no address/,
  },
  {
    ...contact,
    what: 'too many links',
    typed: () => ({ links: times(6, 'Imprint https://acme.example\n') }),
    field: 'links',
    says: /At most 5 links/,
  },
  {
    ...colour,
    what: 'a colour by its name',
    typed: () => ({ accentLight: 'tomato' }),
    field: 'accentLight',
    says: /six digits/,
  },
  {
    ...colour,
    what: 'a colour that can’t be read',
    typed: () => ({ accentDark: '#222222' }),
    field: 'accentDark',
    says: /nearest colour/,
  },
  {
    ...settings,
    button: 'Save the time zone',
    what: 'a time zone that there is not',
    typed: () => ({ timeZone: 'Atlantis/Centre' }),
    field: 'timeZone',
    says: /Choose a time zone/,
  },
  {
    ...promises,
    what: 'a usual promise of nothing',
    typed: () => ({ 'promiseMinutes.critical.investigating': '0' }),
    field: 'promiseMinutes.critical.investigating',
    says: /whole minutes/,
  },
  {
    ...promises,
    what: 'a usual promise of words',
    typed: () => ({ 'promiseMinutes.minor.monitoring': 'soon' }),
    field: 'promiseMinutes.minor.monitoring',
    says: /whole minutes/,
  },
  {
    ...rules,
    what: 'reports that are due at once',
    typed: () => ({ finalReportDays: '0' }),
    field: 'finalReportDays',
    says: /whole days/,
  },
  {
    ...rules,
    what: 'a preliminary report after the final one',
    typed: () => ({ preliminaryReportHours: '72', finalReportDays: '2' }),
    field: 'preliminaryReportHours',
    says: /due after the final one/,
  },
  {
    ...provider,
    what: 'a provider without encryption',
    typed: () => ({ issuer: 'http://login.acme.example', clientId: 'candor', label: 'Acme' }),
    field: 'issuer',
    says: /must begin with https/,
  },
  {
    ...provider,
    what: 'a provider that does not answer',
    typed: () => ({ issuer: 'http://127.0.0.1:9', clientId: 'candor', label: 'Acme' }),
    field: 'issuer',
    says: /can't be reached/,
  },
  {
    ...provider,
    what: 'a client without an id',
    typed: () => ({ issuer: 'https://login.acme.example', clientId: ' ', label: 'Acme' }),
    field: 'clientId',
    says: /is empty/,
  },
  {
    ...words,
    what: 'a variable that there is not',
    typed: () => ({ opening: 'Hello\n{{address}}' }),
    field: 'opening',
    says: /Line 2: \{\{address\}\} is no variable here/,
  },
  {
    ...words,
    what: 'a subject with a control character',
    typed: () => ({ subject: 'News\u0008 of us' }),
    field: 'subject',
    says: /one line, without control characters/,
  },
  {
    ...words,
    what: 'a section that does not end',
    typed: () => ({ closing: '{{#next}}Soon' }),
    field: 'closing',
    says: /is not ended/,
  },
  {
    ...words,
    what: 'too many words',
    typed: () => ({ opening: times(2_001) }),
    field: 'opening',
    says: /at most 2000 fit/,
  },
  {
    ...words,
    what: 'words for a kind of message that there is not',
    typed: () => ({ kind: 'sms' }),
    field: null,
    says: /no such kind of message/,
  },
]
