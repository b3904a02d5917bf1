import type { Metadata } from 'next'
import { MissingPage } from '#components/missing-page'
import { PageFrame } from '#components/page-frame'
import { missingMetadata } from '../metadata.ts'
import { readSettings, requestNow } from '../reads.ts'

export async function generateMetadata(): Promise<Metadata> {
  const page = await readSettings()
  return missingMetadata(`Page not found · ${page.name}`)
}

/** Whatever no other page answers. */
export default async function UnknownPage() {
  const [page, now] = [await readSettings(), await requestNow()]
  return (
    <PageFrame page={page} asOf={now}>
      <MissingPage
        title="There is no such page"
        text="The link may be old or mistyped. The current status and everything that happened are here:"
      />
    </PageFrame>
  )
}
