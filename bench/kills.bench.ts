import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { dataFiles } from '#db/data-folder'
import { randomFrom } from '#db/demo/random'
import { bundleOutbox, killAgainAndAgain, mostInFlight } from '#worker/outbox/kills'
import { asked } from './arguments.ts'
import { temporaryFolder } from './busy-page.ts'
import { openForBench } from './candor.ts'
import { atMost, exactly, heading, introduce, row } from './report.ts'

/** What reaches whom while the outbox is killed again and again; each round is a kill. */
const { rounds: kills } = asked({ rounds: 200 })
const subscribers = 10_000
const mostMails = 1_000

const folder = temporaryFolder()
const db = openForBench(join(folder, 'data'), Date.now() - 2)
const { database: file } = dataFiles(join(folder, 'data'))
introduce(
  `An outbox (domain and worker alone, in a process of its own) that is killed with SIGKILL ${kills} times while it tells ${subscribers} subscribers of updates that are posted meanwhile, and a mail server that counts.`,
)
const random = randomFrom(1, 'k')
const plan = {
  db,
  file,
  subscribers,
  kills,
  mostMails,
  program: await bundleOutbox(),
  random: () => random.share(),
}
const report = await killAgainAndAgain(plan)
db.$client.close()
rmSync(folder, { recursive: true, force: true })

heading(`${report.updates} updates, ${report.mails} mails`)
row('updates that a subscriber never got', report.missing.length, '', exactly(0))
row('mails to the unconfirmed and the gone', report.unwanted.length, '', exactly(0))
row('mails that tell what an outbox that was not killed meanwhile had told', report.needless.length, '', exactly(0))
row('repeats with another Message-ID', report.renamed.length, '', exactly(0))
row('messages and announcements left over', report.waiting, '', exactly(0))
row('mails that a kill made come twice, at most', report.mostRepeatsOfAKill, '', atMost(mostInFlight))
row('the same, of all kills', report.repeats)
for (const [kind, count] of Object.entries(report.kills)) row(`kills ${kind}`, count)
row('subscribers who left meanwhile', report.left)
