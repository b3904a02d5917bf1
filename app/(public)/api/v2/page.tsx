import { permanentRedirect } from 'next/navigation'

/** Where Statuspage documents its API: here everything stands on one page. */
export default function StatusApiPage(): never {
  permanentRedirect('/api#status-api-v2')
}
