import type { Metadata } from 'next'
import { MomentAnswer } from '#components/moment/moment-answer'
import { MomentForm } from '#components/moment/moment-form'
import { PageFrame } from '#components/page-frame'
import { PageTitle } from '#components/page-title'
import type { MomentQuery } from '#domain/public/moment/question'
import { permalinkOf } from '#domain/public/moment/record'
import { addressOf, metadataOf } from '../metadata.ts'
import type { Query } from '../query.ts'
import { readMomentOf, readSettings, requestNow } from '../reads.ts'

interface AtProps {
  searchParams: Promise<Query>
}

export async function generateMetadata({ searchParams }: AtProps): Promise<Metadata> {
  const [moment, page] = [await readMomentOf(queryOf(await searchParams)), await readSettings()]
  const described = metadataOf({
    title: `Was it you? · ${page.name}`,
    description: `What was wrong at ${page.name} at a given time.`,
    path: permalinkOf(moment),
    state: moment.asked ? moment.state : null,
  })
  return moment.asked ? { ...described, robots: { index: false } } : described
}

export default async function AtPage({ searchParams }: AtProps) {
  const [moment, now] = [await readMomentOf(queryOf(await searchParams)), await requestNow()]
  return (
    <PageFrame page={moment.page} asOf={now}>
      <PageTitle>Was it you?</PageTitle>
      <p className="mt-3">Say when something did not work for you, and see what was wrong here at that time.</p>
      <MomentForm moment={moment} />
      <MomentAnswer
        moment={moment}
        permalink={addressOf(permalinkOf(moment))}
        jsonHref={permalinkOf(moment, '/at.json')}
      />
    </PageFrame>
  )
}

function queryOf(query: Query): MomentQuery {
  const said = (name: keyof MomentQuery) => {
    const value = query[name]
    return typeof value === 'string' ? value.trim() : ''
  }
  return { time: said('time'), until: said('until'), component: said('component'), zone: said('zone') }
}
