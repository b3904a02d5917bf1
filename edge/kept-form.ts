import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'

/** Forms of the admin area hold text of at most 25,000 characters; more than this is no form of ours. */
const mostKeptBytes = 1024 * 1024

/** Next's mark of an answer to a form that was made by an older build (409). */
const staleFormHeader = 'x-nextjs-action-not-found'

/** What a form sent by a browser without scripts, kept until it is known to have arrived. */
export interface KeptForm {
  fields: () => Promise<[name: string, value: string][]>
}

/** Begins to keep a form's body while it passes; null for what is no such form. With scripts the page itself keeps it. */
export function keepForm(request: IncomingMessage): KeptForm | null {
  const contentType = request.headers['content-type'] ?? ''
  const isForm = request.method === 'POST' && contentType.startsWith('multipart/form-data')
  if (!isForm || request.headers['next-action'] !== undefined) return null
  const chunks: Buffer[] = []
  let bytes = 0
  request.on('data', (chunk: Buffer) => {
    bytes += chunk.byteLength
    if (bytes <= mostKeptBytes) chunks.push(chunk)
  })
  const arrived = new Promise<void>((resolve) => request.once('close', resolve).once('end', resolve))
  return {
    fields: async () => {
      await arrived
      if (bytes > mostKeptBytes) return []
      const body = new Response(Buffer.concat(chunks), { headers: { 'content-type': contentType } })
      return typedFields(await body.formData())
    },
  }
}

const passwordField = /password|secret/i
/** What a form says of itself and nobody typed. */
const ownFields = new Set([
  'intent',
  'token',
  'next',
  'subjectId',
  'incidentId',
  'sessionId',
  'direction',
  'formKey',
  'seen',
])

function typedFields(form: FormData): [string, string][] {
  return [...form.entries()].flatMap(([name, value]): [string, string][] => {
    const isTyped = typeof value === 'string' && value.trim() !== '' && !name.startsWith('$ACTION')
    return isTyped && !passwordField.test(name) && !ownFields.has(name) ? [[name, value]] : []
  })
}

/** Why a form did not arrive, with the status that says so. */
export type Refusal = 'stale' | 'signed_out' | 'failed'

const refusals: Record<Refusal, { status: number; title: string; text: string; link: string }> = {
  stale: {
    status: 409,
    title: 'Nothing was saved: the form is out of date',
    text: 'Candor was updated after you opened it. Load the form again, copy what you typed into it, and send it once more.',
    link: 'Load the form again',
  },
  signed_out: {
    status: 401,
    title: 'Nothing was saved: you are signed out',
    text: 'Sign in again: that leads back to the form. Keep this page in its tab, and copy what you typed from it.',
    link: 'Sign in',
  },
  failed: {
    status: 503,
    title: 'It is not known whether this was saved',
    text: 'Candor could not answer. Reload this page in a moment: your browser then sends the form once more, and what arrived already is not done twice. What you typed stands here too.',
    link: 'Go back without sending it again',
  },
}

/** Why an answer of the app to a form means that it was not saved; null where the answer can be shown. */
export function refusalOf(answered: Pick<IncomingMessage, 'statusCode' | 'headers'>): Refusal | null {
  if (answered.headers[staleFormHeader] !== undefined) return 'stale'
  // An answer that says when to come back is the form itself, with what was typed.
  const saysWhen = answered.headers['retry-after'] !== undefined
  if ((answered.statusCode ?? 500) >= 500 && !saysWhen) return 'failed'
  return answered.headers.location?.startsWith('/admin/sign-in?next=') ? 'signed_out' : null
}

/** Answers a form that did not arrive with what was typed, and the way on. */
export async function answerKeptForm(
  response: ServerResponse,
  refusal: Refusal,
  href: string,
  form: KeptForm,
): Promise<void> {
  const html = keptPage(refusal, href, await form.fields())
  response.writeHead(refusals[refusal].status, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Length': Buffer.byteLength(html),
    'Content-Security-Policy': `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; frame-ancestors 'none'`,
    'Cache-Control': 'no-store',
  })
  response.end(html)
}

const style = `:root{color-scheme:light dark}body{margin:0;font:16px/1.55 system-ui,sans-serif;background:#f7f7f5;color:#14171f}main{max-width:46rem;margin:0 auto;padding:3rem 1.25rem}h1{font-size:1.75rem;line-height:1.25;letter-spacing:-.015em}a{color:inherit}dt{font-weight:650;margin-top:1.25rem}dd{margin:.25rem 0 0;padding:.75rem 1rem;white-space:pre-wrap;overflow-wrap:anywhere;background:#fff;border:1px solid #dfe2e8;border-radius:10px}@media(prefers-color-scheme:dark){body{background:#0e1117;color:#e9ebf0}dd{background:#161a22;border-color:#2a2f3a}}`
const styleHash = createHash('sha256').update(style).digest('base64')

/** The page: nothing of what was typed is lost, and nothing of it becomes markup. Passwords are not repeated. */
export function keptPage(
  refusal: Refusal,
  href: string,
  fields: readonly (readonly [name: string, value: string])[],
): string {
  const { title, text, link } = refusals[refusal]
  const typed = fields.map(([name, value]) => `<dt>${escape(wordsOf(name))}</dt><dd>${escape(value)}</dd>`).join('')
  const list = typed ? `<h2>What you typed</h2><dl>${typed}</dl>` : ''
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${title}</title><style>${style}</style></head><body><main><h1>${title}</h1><p>${text}</p><p><a href="${escape(href)}">${link}</a></p>${list}</main></body></html>`
}

/** A field's name as words: `pageName` is “page name”. */
function wordsOf(name: string): string {
  return name
    .replace(/[:_-]+/g, ' ')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character)
}
