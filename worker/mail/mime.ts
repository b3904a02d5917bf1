import { randomBytes } from 'node:crypto'
import MailComposer from 'nodemailer/lib/mail-composer'

/** What a mail consists of, before it is encoded. */
export interface MailParts {
  from: string
  to: string
  date: string
  subject: string
  text: string
  html: string
  /** The same for each try, so that a repeat can be recognised. */
  messageId: string
  /** The thread that it belongs to; null where it stands alone. */
  thread: string | null
  headers: Record<string, string>
}

/** A mail that was encoded once for many, with marks where each has words of their own. */
export interface MailForm<Name extends string> {
  /** The mail as it goes to one server, the marks replaced by what is theirs: printable ASCII in headers. */
  fill: (values: Record<Name, string>) => string
}

/** Lines of quoted-printable, which are 76 long at most and end in no half of an octet (RFC 2045, 6.7). */
const wholeLines = /.{1,72}(?<!=.?)/g
const endOfHeaders = '\r\n\r\n'

/** Encodes a mail as MIME (RFC 2045), its words as quoted-printable. */
export async function encodeMail({ thread, text, html, ...parts }: MailParts): Promise<string> {
  const mail = new MailComposer({
    ...parts,
    text: { content: text, contentTransferEncoding: 'quoted-printable' },
    html: { content: html, contentTransferEncoding: 'quoted-printable' },
    ...(thread === null ? {} : { inReplyTo: thread, references: thread }),
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return (await mail.compile().build()).toString('utf8')
}

/** Marks that nobody can write by chance, to stand for what will be each reader's own; they look like addresses. */
export function marks<Name extends string>(...names: Name[]): Record<Name, string> {
  const mark = (name: Name) => `${name.toLowerCase()}-${randomBytes(12).toString('hex')}@mark.invalid`
  return Object.fromEntries(names.map((name) => [name, mark(name)])) as Record<Name, string>
}

/** Encodes a mail once for all its readers, which is half of the work that one mail is. */
export async function encodeForm<Name extends string>(
  parts: MailParts,
  own: Record<Name, string>,
): Promise<MailForm<Name>> {
  const mime = await encodeMail(parts)
  const headers = mime.indexOf(endOfHeaders)
  const pieces = [...piecesOf(mime.slice(0, headers), own), ...piecesOf(mime.slice(headers), own, inBody)]
  return {
    fill: (values) =>
      pieces.map((piece) => (typeof piece === 'string' ? piece : piece.write(values[piece.name]))).join(''),
  }
}

type Piece<Name> = string | { name: Name; write: (value: string) => string }

/** Takes text apart at its marks, which the encoding may have broken over two lines. */
function piecesOf<Name extends string>(text: string, own: Record<Name, string>, write = same): Piece<Name>[] {
  const names = Object.keys(own) as Name[]
  const broken = names.map((name) => [...own[name]].join('(?:=\r\n)?'))
  return text.split(new RegExp(`(${broken.join('|')})`)).map((piece) => {
    const whole = piece.replaceAll('=\r\n', '')
    const name = names.find((one) => own[one] === whole)
    return name === undefined ? piece : { name, write }
  })
}

function same(value: string): string {
  return value
}

/** A value in quoted-printable, on lines of its own that the decoder joins to what stands around them. */
function inBody(value: string): string {
  const encoded = value.replace(/[^\x20-\x3c\x3e-\x7e]+/g, (other) =>
    [...Buffer.from(other)].map((byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(''),
  )
  const lines = encoded.match(wholeLines) ?? []
  return ['', ...lines, ''].join('=\r\n')
}
