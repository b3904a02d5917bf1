import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'

/** Forms of the admin area hold text of at most 25,000 characters; more than this is no form of ours. */
const mostKeptBytes = 1024 * 1024

/** Next's mark of an answer to a form that was made by an older build (409). */
export const staleFormHeader = 'x-nextjs-action-not-found'

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
  return {
    fields: async () => {
      if (bytes > mostKeptBytes) return []
      const body = new Response(Buffer.concat(chunks), { headers: { 'content-type': contentType } })
      return typedFields(await body.formData())
    },
  }
}

const passwordField = /password/i
/** What a form says of itself and nobody typed. */
const ownFields = new Set(['intent', 'token', 'next', 'subjectId', 'incidentId', 'sessionId', 'direction'])

function typedFields(form: FormData): [string, string][] {
  return [...form.entries()].flatMap(([name, value]): [string, string][] => {
    const isTyped = typeof value === 'string' && value.trim() !== '' && !name.startsWith('$ACTION')
    return isTyped && !passwordField.test(name) && !ownFields.has(name) ? [[name, value]] : []
  })
}

/** Answers such a form, where the app knows it no more, with what was typed and the way to a new one. */
export async function answerStaleForm(response: ServerResponse, path: string, form: KeptForm): Promise<void> {
  const html = stalePage(path, await form.fields())
  response.writeHead(409, {
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
export function stalePage(path: string, fields: readonly (readonly [name: string, value: string])[]): string {
  const typed = fields.map(([name, value]) => `<dt>${escape(wordsOf(name))}</dt><dd>${escape(value)}</dd>`).join('')
  const list = typed ? `<h2>What you typed</h2><dl>${typed}</dl>` : ''
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>Nothing was saved: the form is out of date</title><style>${style}</style></head><body><main><h1>Nothing was saved: the form is out of date</h1><p>Candor was updated after you opened it. Load the form again, copy what you typed into it, and send it once more.</p><p><a href="${escape(path)}">Load the form again</a></p>${list}</main></body></html>`
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
