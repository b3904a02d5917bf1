import { times, type BadInput, type Ids } from './bad-input.ts'

const source = { by: 'dana', path: () => '/admin/alerts', button: 'Make the address' } as const
const about = (ids: Ids) => `/admin/alerts/${ids.alertSource}`
const rule = { by: 'dana', path: about, button: 'Add the rule' } as const
const trying = { by: 'dana', path: about, button: 'See which rule matches' } as const

/** A rule with nothing wrong, but for what is typed over it. */
function ruleWith(typed: BadInput['typed']): BadInput['typed'] {
  return (ids) => ({ matchers: 'service="checkout"', componentId: ids.component, ...typed(ids) })
}

/** What is wrong as sources of alerts and their rules are made. */
export const alertInput: BadInput[] = [
  { ...source, what: 'a source without a name', typed: () => ({ name: ' ' }), field: 'name', says: /is empty/ },
  {
    ...source,
    what: 'a source named with marks that turn text around',
    typed: () => ({ name: '\u202e\u2066' }),
    field: 'name',
    says: /is empty/,
  },
  {
    ...source,
    what: 'a source of too long a name',
    typed: () => ({ name: times(81) }),
    field: 'name',
    says: /has 81 characters; at most 80 fit/,
  },
  {
    ...rule,
    what: 'a rule without conditions',
    typed: ruleWith(() => ({ matchers: '' })),
    field: 'matchers',
    says: /Write at least one condition/,
  },
  {
    ...rule,
    what: 'a condition of one word',
    typed: ruleWith(() => ({ matchers: 'checkout' })),
    field: 'matchers',
    says: /“checkout” is no condition/,
  },
  {
    ...rule,
    what: 'a condition of markup',
    typed: ruleWith(() => ({ matchers: 'service="checkout"\n<img src=x onerror=alert(1)>' })),
    field: 'matchers',
    says: /“<img src=x onerror=alert\(1\)>” is no condition/,
  },
  {
    ...rule,
    what: 'a way to compare that there is not',
    typed: ruleWith(() => ({ matchers: 'service!~"checkout"' })),
    field: 'matchers',
    says: /Line 1: Compare with/,
  },
  {
    ...rule,
    what: 'too long a label',
    typed: ruleWith(() => ({ matchers: `service="checkout"\n${times(101)}="1"` })),
    field: 'matchers',
    says: /Line 2: A label’s name has at most 100 characters/,
  },
  {
    ...rule,
    what: 'too long a value',
    typed: ruleWith(() => ({ matchers: `service="${times(501)}"` })),
    field: 'matchers',
    says: /A value has at most 500 characters/,
  },
  {
    ...rule,
    what: 'a pattern that can’t be read',
    typed: ruleWith(() => ({ matchers: 'service=~"(checkout"' })),
    field: 'matchers',
    says: /“\(checkout” can’t be read as a pattern/,
  },
  {
    ...rule,
    what: 'too long a pattern',
    typed: ruleWith(() => ({ matchers: `service=~"${times(201)}"` })),
    field: 'matchers',
    says: /A pattern has at most 200 characters/,
  },
  {
    ...rule,
    what: 'too many conditions',
    typed: ruleWith(() => ({ matchers: times(21, 'service="checkout"\n') })),
    field: 'matchers',
    says: /At most 20 conditions/,
  },
  {
    ...rule,
    what: 'a rule for no component',
    typed: ruleWith(() => ({ componentId: '' })),
    field: 'componentId',
    says: /Choose a component/,
  },
  {
    ...rule,
    what: 'a rule for a component that there is not',
    typed: ruleWith(() => ({ componentId: `' or 1=1 --` })),
    field: null,
    says: /does not exist any more/,
  },
  {
    ...rule,
    what: 'a rule for a component that was archived meanwhile',
    typed: ruleWith((ids) => ({ componentId: ids.archived })),
    field: null,
    says: /does not exist any more/,
  },
  {
    ...rule,
    what: 'a rule that sets a status that there is not',
    typed: ruleWith(() => ({ status: 'on_fire' })),
    field: 'status',
    says: /Choose how the component is/,
  },
  {
    ...rule,
    what: 'a rule that does what there is not',
    typed: ruleWith(() => ({ mode: 'publish' })),
    field: 'mode',
    says: /Choose what the rule does/,
  },
  {
    ...rule,
    what: 'a rule of a source that there is not',
    typed: ruleWith(() => ({ sourceId: 'zzzzzzzzzzzz' })),
    field: null,
    says: /no such source/,
  },
  { ...trying, what: 'a try of nothing', typed: () => ({ text: '' }), field: 'text', says: /Paste labels/ },
  {
    ...trying,
    what: 'a try of half a payload',
    typed: () => ({ text: '{"alerts": [' }),
    field: 'text',
    says: /no JSON/,
  },
  {
    ...trying,
    what: 'a try of a payload of another shape',
    typed: () => ({ text: '{"alerts": "all of them"}' }),
    field: 'text',
    says: /./,
  },
  {
    ...trying,
    what: 'a try of markup',
    typed: () => ({ text: 'service=checkout\n<script>alert(1)</script>' }),
    field: 'text',
    says: /“<script>alert\(1\)<\/script>” is no label/,
  },
]
