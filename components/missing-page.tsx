import { ButtonLink } from './button-link.tsx'
import { PageTitle } from './page-title.tsx'

interface MissingPageProps {
  title: string
  text: string
}

/** What stands where nothing is: it says so, and leads on. */
export function MissingPage({ title, text }: MissingPageProps) {
  return (
    <>
      <PageTitle>{title}</PageTitle>
      <p className="mt-3">{text}</p>
      <ul className="mt-6 flex flex-wrap gap-3" role="list">
        <li>
          <ButtonLink href="/">Current status</ButtonLink>
        </li>
        <li>
          <ButtonLink href="/history">All of the history</ButtonLink>
        </li>
      </ul>
    </>
  )
}
