import { bouncePost } from '#app/doors/programs/bounce-post'
import { secretsKey } from '#auth/secrets-key'
import { takeReturn } from '#domain/returns/returns'

export const dynamic = 'force-dynamic'

/** Takes in mails that came back (RFC 3464) and complaints (RFC 5965), as a mail server or a provider passes them on. */
export const POST = bouncePost(({ db, actor, now }, mail) => takeReturn(db, actor, { mail, key: secretsKey() }, now))
