import { createHash, randomInt } from 'node:crypto'

const alphabet = 'abcdefghijklmnopqrstuvwxyz0123456789'
const length = 12

/** A new public id: 12 characters of `[a-z0-9]`. */
export function newId(): string {
  let id = ''
  for (let place = 0; place < length; place++) id += alphabet[randomInt(alphabet.length)]
  return id
}

/** Whether an id from elsewhere has the public form and can be kept. */
export function isPublicId(id: string): boolean {
  return /^[a-z0-9]{12}$/.test(id)
}

/** The id under which an imported record is kept: its own where it has the public form, else a stable hash of page and id. */
export function importedId(sourcePage: string, sourceId: string): string {
  if (isPublicId(sourceId)) return sourceId
  const digest = createHash('sha256').update(`${sourcePage}\n${sourceId}`).digest()
  let id = ''
  for (let place = 0; place < length; place++) id += alphabet[(digest[place] ?? 0) % alphabet.length]
  return id
}

/** A name as it stands in a URL: lower-case letters, digits and hyphens, never empty. */
export function slugOf(name: string): string {
  const slug = name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, 60)
    .replace(/-+$/, '')
  return slug || 'component'
}
