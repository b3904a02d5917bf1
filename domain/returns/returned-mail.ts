import { simpleParser, type Attachment } from 'mailparser'
import { DomainError } from '../errors.ts'
import { cleanLine } from '../input.ts'
import { blameOf, statusIn } from './refusals.ts'
import { returnHeader } from './return-codes.ts'

const longestDiagnostic = 300
/** A report of ours is about one recipient; more than a mailing list would have are somebody's play. */
const mostRecipients = 50
const mostCodes = 10

/** What became of a message at one recipient: refused for good because of the address, or for another reason; still being tried; or nothing that asks for anything. */
export type Verdict = 'refused' | 'failed' | 'delayed' | 'fine'

export interface ReturnedRecipient {
  /** As the report names it, finally and originally, in small letters. */
  addresses: string[]
  verdict: Verdict
  /** The status of RFC 3463, such as `5.1.1`. */
  status: string
  /** What the server said, in one line. */
  diagnostic: string
}

/** A report that came back for a mail. */
export interface ReturnedMail {
  /** Whether its reader marked it as unwanted (RFC 5965); else it could not be delivered (RFC 3464). */
  isComplaint: boolean
  recipients: ReturnedRecipient[]
  /** What stands in our header of the mail that is returned, unchecked. */
  codes: string[]
}

/**
 * Reads a report that a mail server sent (RFC 3464), or a provider about a complaint (RFC 5965). Null for
 * any other mail, as a mailbox for bounces gets: an answer, an absence. Throws `invalid` for a report that
 * says nothing of anybody.
 */
export async function readReturnedMail(raw: Uint8Array): Promise<ReturnedMail | null> {
  const attachments = await partsOf(raw)
  const complaint = attachments.find(({ contentType }) => contentType === 'message/feedback-report')
  const statuses = attachments.filter(({ contentType }) => /^message\/(?:global-)?delivery-status$/.test(contentType))
  const codes = codesIn(raw, attachments)
  if (complaint) return complaintIn(textOf(complaint), codes)
  if (statuses.length === 0) return null
  const recipients = statuses.flatMap((part) => groupsOf(textOf(part))).flatMap((group) => recipientOf(group) ?? [])
  if (recipients.length === 0) {
    throw new DomainError('invalid', 'This report names no recipient: its part message/delivery-status has none.')
  }
  return { isComplaint: false, recipients: recipients.slice(0, mostRecipients), codes }
}

async function partsOf(raw: Uint8Array): Promise<Attachment[]> {
  try {
    const { attachments } = await simpleParser(Buffer.from(raw), {
      keepDeliveryStatus: true,
      skipHtmlToText: true,
      skipTextToHtml: true,
      skipImageLinks: true,
      skipTextLinks: true,
    })
    return attachments
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new DomainError('invalid', `This can’t be read as a mail: ${cleanLine(why).slice(0, longestDiagnostic)}`)
  }
}

/** Whatever else a provider has feedback about (`not-spam`, `auth-failure`) asks for nothing. */
const complaints = ['abuse', 'fraud', 'opt-out', 'virus', 'other']

function complaintIn(text: string, codes: string[]): ReturnedMail | null {
  const [fields = new Map<string, string[]>()] = groupsOf(text)
  const [kind] = fields.get('feedback-type') ?? []
  if (kind === undefined) {
    throw new DomainError('invalid', 'This report has no Feedback-Type: its part message/feedback-report needs one.')
  }
  if (!complaints.includes(kind.toLowerCase())) return null
  const addresses = (fields.get('original-rcpt-to') ?? []).slice(0, mostRecipients).map(addressIn)
  const diagnostic = `Complaint: ${kind.slice(0, longestDiagnostic)}`
  return {
    isComplaint: true,
    recipients: addresses.map((address) => ({ addresses: [address], verdict: 'refused', status: '', diagnostic })),
    codes,
  }
}

/** Our header can be forged by nobody, so it counts wherever it stands: some servers return the mail as a part, others as text. */
function codesIn(raw: Uint8Array, attachments: readonly Attachment[]): string[] {
  const header = new RegExp(`^[ \\t>]*${returnHeader}:[ \\t]*(?:\\r?\\n[ \\t]+)?([\\w.-]{20,200})[ \\t]*$`, 'gim')
  const readable = attachments.filter(({ contentType }) => /^(?:message|text)\//.test(contentType))
  const texts = [Buffer.from(raw).toString('latin1'), ...readable.map(textOf)]
  const found = texts.flatMap((text) => [...text.replace(/\r\n?/g, '\n').matchAll(header)].map(([, code = '']) => code))
  return [...new Set(found)].slice(0, mostCodes)
}

function textOf({ content }: Attachment): string {
  return content.toString('utf8')
}

type Fields = Map<string, string[]>

/** The groups of fields that such a part holds, by small names; a field may go on in the next line. */
function groupsOf(text: string): Fields[] {
  return text
    .replace(/\r\n?/g, '\n')
    .split(/\n[ \t]*\n/)
    .map(fieldsOf)
    .filter(({ size }) => size > 0)
}

function fieldsOf(group: string): Fields {
  const fields: Fields = new Map()
  for (const line of group.replace(/\n[ \t]+/g, ' ').split('\n')) {
    const at = line.indexOf(':')
    const name = line.slice(0, Math.max(0, at)).trim().toLowerCase()
    if (name) fields.set(name, [...(fields.get(name) ?? []), cleanLine(line.slice(at + 1))])
  }
  return fields
}

/** Null for the group of fields that is about the message. */
function recipientOf(fields: Fields): ReturnedRecipient | null {
  const first = (name: string) => fields.get(name)?.[0] ?? ''
  const addresses = [first('final-recipient'), first('original-recipient')].filter(Boolean).map(addressIn)
  if (addresses.length === 0) return null
  const action = first('action').toLowerCase()
  const diagnostic = cleanLine(first('diagnostic-code').replace(/^[\w-]+\s*;/, '')).slice(0, longestDiagnostic)
  const status = statusIn(first('status')) ?? statusIn(diagnostic) ?? (action === 'failed' ? '5.0.0' : '4.0.0')
  return { addresses: [...new Set(addresses)], verdict: verdictOf(action, status, diagnostic), status, diagnostic }
}

/**
 * What a server's word means (RFC 3464, 2.3.3; RFC 3463). Given up for now is not refused for good; and
 * what is refused for anything but its mailbox says nothing against the address.
 */
function verdictOf(action: string, status: string, diagnostic: string): Verdict {
  if (action === 'delayed') return 'delayed'
  if (action !== 'failed' && action !== '') return 'fine'
  if (status.startsWith('5.')) return blameOf(diagnostic, status) === 'mailbox' ? 'refused' : 'failed'
  if (status.startsWith('2.')) return 'fine'
  return action === 'failed' ? 'failed' : 'delayed'
}

/** `rfc822; ada@example.com`, `<ada@example.com>`, or the address alone. */
function addressIn(value: string): string {
  return value
    .replace(/^[\w-]+\s*;/, '')
    .trim()
    .replace(/^<(.*)>$/, '$1')
    .toLowerCase()
}
