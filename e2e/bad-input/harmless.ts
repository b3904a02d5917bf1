import type { Ids } from './bad-input.ts'
import type { Typed } from './filled-form.ts'

/** Text that is allowed, and does nothing but be read. */
export interface HarmlessInput {
  what: string
  typed: Typed
  /** What a customer would read of it. */
  reads: string
}

/** An update of the incident that is open. */
export const harmlessPath = (ids: Ids) => `/admin/incidents/${ids.open}`

export const harmlessInput: HarmlessInput[] = [
  {
    what: 'a script',
    typed: { body: 'Before <script>document.title = "taken"</script> after' },
    reads: 'Before <script>document.title = "taken"</script> after',
  },
  {
    what: 'a picture that runs a script',
    typed: { body: 'A <img src=x onerror="document.title=1"> picture' },
    reads: 'A <img src=x onerror="document.title=1"> picture',
  },
  {
    what: 'a link that runs a script',
    typed: { body: 'Press [here](javascript:alert(1)) now' },
    reads: 'Press [here](javascript:alert(1)) now',
  },
  {
    what: 'a link of data',
    typed: { body: 'Press [here](data:text/html,hello) now' },
    reads: 'Press [here](data:text/html,hello) now',
  },
  { what: 'text from right to left', typed: { body: 'الدفع لا يعمل الآن' }, reads: 'الدفع لا يعمل الآن' },
  { what: 'marks that turn text around', typed: { body: 'Pay\u202epal\u202c works' }, reads: 'Paypal works' },
  { what: 'emoji', typed: { body: 'Checkout is back 🎉👩🏽‍💻' }, reads: 'Checkout is back 🎉👩🏽‍💻' },
  { what: 'control characters', typed: { body: 'Check\u0007out \u001b[31mfails' }, reads: 'Checkout [31mfails' },
  { what: 'quotes in quotes, fifty deep', typed: { body: `${'> '.repeat(50)}deep` }, reads: 'deep' },
  { what: 'as much as fits', typed: { body: `${'**x** '.repeat(4_166)}end` }, reads: 'end' },
]
